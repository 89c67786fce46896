package dev.hikyaku.cli.people;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.Trouble;
import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.cli.print.Table;
import dev.hikyaku.cli.print.Table.Cell;
import dev.hikyaku.cli.print.Times;
import dev.hikyaku.dashboard.login.Passwords;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.people.Role;
import dev.hikyaku.ledger.people.Users.User;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hikyaku user ACTION NAME`: who may use the dashboard. Passwords come from the terminal or standard input, never by
/// flags.
@Command(name = "user")
public final class UserVerb implements Callable<Integer> {
    private static final String NEW = "[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{0,63}";

    /// Names that a provider of logins gave may hold more.
    private static final String KNOWN = "[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._@+' -]{0,63}";

    private final RootVerb root;

    @Parameters(index = "0", paramLabel = "add|password|role|remove|list", descriptionKey = "action")
    private Action action = Action.list;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", descriptionKey = "name")
    private String name = "";

    @Option(names = "--role", paramLabel = "ROLE", descriptionKey = "role")
    private @Nullable Rank role;

    /// What is done, as users write it.
    enum Action {
        add,
        password,
        role,
        remove,
        list
    }

    /// Roles as users write them.
    enum Rank {
        viewer,
        operator,
        approver,
        admin;

        Role role() {
            return Role.of(name());
        }
    }

    /// A user for machines.
    ///
    /// @param byProvider whether a provider of logins vouches for the user, who has no password here
    record Line(
            String name,
            String role,
            boolean byProvider,
            boolean locked,
            Instant createdAt,
            @Nullable Instant lastLoginAt) {
        static Line of(User user) {
            return new Line(
                    user.name(),
                    user.role().word(),
                    !user.hasPassword(),
                    user.locked(),
                    user.createdAt(),
                    user.lastLoginAt());
        }
    }

    public UserVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var letters = action == Action.add ? NEW : KNOWN;
        if (action != Action.list && !name.matches(letters)) {
            throw new Trouble.NotFound(root.words().say("user.name", name));
        }
        var project = root.project();
        try (var ledger = project.openLedger()) {
            switch (action) {
                case add -> add(ledger);
                case password -> password(ledger);
                case role -> done(ledger, ledger.people().users().changeRole(name, wanted()));
                case remove -> done(ledger, ledger.people().users().remove(name));
                case list -> list(ledger.people().users().all());
            }
        }
        return 0;
    }

    private Role wanted() {
        if (role == null) {
            throw new Trouble.NotFound(root.words().say("user.noRole"));
        }
        return role.role();
    }

    private void add(Ledger ledger) {
        var wanted = wanted();
        var users = ledger.people().users();
        if (users.find(name).isPresent() || !users.add(name, wanted, hash())) {
            throw new Trouble.NotFound(root.words().say("user.taken", name));
        }
        tell(ledger);
    }

    private void password(Ledger ledger) {
        var users = ledger.people().users();
        if (!users.find(name).map(User::hasPassword).orElse(true)) {
            throw new Trouble.NotFound(root.words().say("user.vouched", name));
        }
        done(ledger, users.changePassword(name, hash()));
    }

    private void done(Ledger ledger, boolean changed) {
        if (!changed) {
            throw new Trouble.NotFound(root.words().say("user.unknown", name));
        }
        tell(ledger);
    }

    private void tell(Ledger ledger) {
        var who = "command line (" + System.getProperty("user.name", "?") + ")";
        ledger.people().audit().write(who, "user-" + action.name(), name, null);
        var screen = root.screen();
        if (root.isJson()) {
            screen.json(Map.of("action", action.name(), "name", name));
        } else {
            screen.line(screen.styled(Style.GOOD, "✔") + " " + screen.say("user." + action.name(), name));
        }
    }

    private String hash() {
        var typed = Typed.password(root.words());
        if (!Passwords.isGood(typed)) {
            throw new Trouble.NotFound(root.words().say("user.weak", Passwords.SHORTEST, Passwords.LONGEST));
        }
        return new Passwords().hash(typed);
    }

    private void list(List<User> users) {
        var screen = root.screen();
        if (root.isJson()) {
            screen.json(users.stream().map(Line::of).toList());
            return;
        }
        if (users.isEmpty()) {
            screen.line(screen.say("user.none"));
            screen.line(screen.say("next", root.command("user add NAME --role admin")));
            return;
        }
        var table = new Table(2);
        table.row(Stream.of("user", "role", "lastLogin")
                .map(word -> Cell.of(screen.say("column." + word), Style.PALE))
                .toList());
        users.forEach(user -> table.row(cells(screen, user)));
        table.print(screen);
    }

    private static List<Cell> cells(Screen screen, User user) {
        var last = user.lastLoginAt();
        return List.of(
                Cell.of(user.name(), Style.BOLD),
                Cell.of(user.role().name().toLowerCase(Locale.ROOT)),
                Cell.of((last == null ? "–" : Times.at(last))
                        + (user.locked() ? "  " + screen.say("user.locked") : "")
                        + (user.hasPassword() ? "" : "  " + screen.say("user.byProvider"))));
    }
}
