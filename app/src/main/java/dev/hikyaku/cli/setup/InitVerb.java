package dev.hikyaku.cli.setup;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.SyncNames;
import dev.hikyaku.cli.Trouble;
import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Shell;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.draft.Draft;
import dev.hikyaku.draft.Draft.Skipped;
import dev.hikyaku.intake.ApplicationDatabase;
import dev.hikyaku.intake.tables.Table;
import dev.hikyaku.intake.tables.Tables;
import dev.hikyaku.ledger.Ledger;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hikyaku init --from jdbc:...`: proposes a manifest for a database. Reads descriptions of tables, never a
/// row, and never writes over a file.
@Command(name = "init")
public final class InitVerb implements Callable<Integer> {
    private static final Pattern KNOWN = Pattern.compile("(?i)jdbc:(mariadb|mysql|postgresql|h2|aws-wrapper):.+");

    private final RootVerb root;

    @Option(names = "--from", paramLabel = "JDBC-URL", required = true, descriptionKey = "from")
    private String from = "";

    @Option(names = "--into", paramLabel = "DIR", descriptionKey = "into")
    private @Nullable Path into;

    @Option(names = "--no-input", descriptionKey = "noInput")
    private boolean noInput;

    @Parameters(arity = "0..*", paramLabel = "TABLE", descriptionKey = "tables")
    private List<String> names = List.of();

    public InitVerb(RootVerb root) {
        this.root = root;
    }

    /// The result for machines.
    ///
    /// @param todos how often the files ask for a person
    record Proposed(int tables, List<String> written, List<String> kept, List<Skipped> skipped, int todos) {}

    @Override
    public Integer call() {
        var screen = root.screen();
        refuseSecrets(screen);
        var mayAsk = screen.manner().terminal() && !noInput && !root.isJson();
        var settings = settings(screen, mayAsk);
        var tables = Tables.read(settings);
        checkNames(screen, tables);
        var choice = mayAsk && names.isEmpty()
                ? new Interview(screen.words(), InitVerb::ask).about(tables)
                : new Draft.Choice(names, null, null);
        var draft = Draft.of(
                tables,
                choice,
                new Draft.Place(from, settings.user()),
                screen.words().locale());
        if (draft.syncs() == 0) {
            throw new Trouble.NotFound(screen.say("init.nothing", tables.size()));
        }
        var written = draft.write(into == null ? root.folder() : into);
        if (root.isJson()) {
            screen.json(new Proposed(tables.size(), written.written(), written.kept(), draft.skipped(), draft.todos()));
        } else {
            print(screen, tables, draft, written);
        }
        return 0;
    }

    private void refuseSecrets(Screen screen) {
        if (!KNOWN.matcher(from).matches()) {
            throw new Trouble.NotFound(screen.say("init.url", Ledger.withoutSecrets(from)));
        }
        if (!Ledger.withoutSecrets(from).equals(from)) {
            throw new Trouble.NotFound(screen.say("init.secret", Ledger.withoutSecrets(from)));
        }
    }

    private ApplicationDatabase.Settings settings(Screen screen, boolean mayAsk) {
        var application = root.settings().application();
        var user = application.user();
        var password = application.password();
        if (mayAsk && user == null) {
            user = ask(screen.say("init.user"));
        }
        if (mayAsk && password == null) {
            var typed = Objects.requireNonNull(System.console()).readPassword("%s", screen.say("init.password"));
            password = typed == null ? null : new String(typed);
        }
        return new ApplicationDatabase.Settings(from, user, password);
    }

    private static String ask(String question) {
        var typed = Objects.requireNonNull(System.console()).readLine("%s", question);
        return typed == null ? "" : typed;
    }

    private void checkNames(Screen screen, List<Table> tables) {
        var known = tables.stream().map(Table::name).toList();
        for (var name : names) {
            if (known.stream().noneMatch(name::equalsIgnoreCase)) {
                throw new Trouble.NotFound(screen.say("init.unknown", name, String.join(", ", known))
                        + SyncNames.near(
                                        name,
                                        known.stream()
                                                .map(one -> one.toLowerCase(Locale.ROOT))
                                                .toList())
                                .map(meant -> "\n   " + screen.say("sync.meant", meant))
                                .orElse(""));
            }
        }
    }

    private void print(Screen screen, List<Table> tables, Draft draft, Draft.Written written) {
        screen.line(screen.say("init.found", tables.size(), draft.syncs()));
        written.written().forEach(path -> screen.line("  " + screen.styled(Style.GOOD, "✔") + " " + path));
        written.kept()
                .forEach(path ->
                        screen.line("  " + screen.styled(Style.WAIT, "–") + " " + screen.say("init.kept", path)));
        for (var skipped : draft.skipped()) {
            var why = Draft.why(skipped, screen.words().locale());
            screen.line("  " + screen.styled(Style.PALE, "∅") + " " + screen.say("init.skipped", skipped.table(), why));
        }
        screen.line(screen.say("init.todos", draft.todos()));
        screen.line(screen.say(
                "next",
                into == null ? root.command("validate") : "hikyaku validate --project " + Shell.word(into.toString())));
    }
}
