package dev.hikyaku.cli.desk;

import dev.hikyaku.cli.books.BooksPage;
import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.cli.print.Table;
import dev.hikyaku.cli.print.Table.Cell;
import dev.hikyaku.cli.print.Times;
import dev.hikyaku.ledger.view.Syncs.Cause;
import dev.hikyaku.story.RunLine;
import dev.hikyaku.story.Standing.SyncNow;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Prints where all stands: one table of syncs and campaigns, what is safe, and what to type next.
public final class StatusPage {
    private static final int SHOWN = 3;

    private final Screen screen;
    private final UnaryOperator<String> command;

    /// @param command how a verb is to be typed
    public StatusPage(Screen screen, UnaryOperator<String> command) {
        this.screen = screen;
        this.command = command;
    }

    /// Prints it.
    public void print(Status status) {
        if (!status.ledger()) {
            screen.line(screen.say("status.empty"));
        }
        if (!status.syncs().isEmpty() || !status.campaigns().isEmpty()) {
            new StatusTable(screen).print(status);
            screen.line("");
        }
        if (!status.ledger()) {
            screen.line(screen.say("next", command.apply("run all")));
            return;
        }
        problems(status);
        screen.line(screen.styled(Style.GOOD, screen.say("status.safe")));
        help(status);
        books(status.books());
        runs(status.runs());
        new BooksPage(screen).next(next(status));
    }

    /// Records that need somebody, sync by sync.
    private void problems(Status status) {
        for (var sync : syncsOf(status)) {
            var some = status.problems().stream()
                    .filter(problem -> problem.sync().equals(sync))
                    .toList();
            var count = some.stream().mapToLong(problem -> problem.changes()).sum();
            var more = some.stream().anyMatch(problem -> problem.more()) ? "+" : "";
            screen.line(screen.styled(
                    Style.BAD,
                    screen.say(
                            "status.problems",
                            sync,
                            count,
                            more,
                            some.getFirst().code())));
        }
    }

    private static List<String> syncsOf(Status status) {
        return status.problems().stream()
                .map(problem -> problem.sync())
                .distinct()
                .toList();
    }

    /// Where it is told what to do, and what looks at the systems.
    private void help(Status status) {
        var causes = status.syncs().stream()
                .map(SyncNow::cause)
                .filter(Objects::nonNull)
                .toList();
        var codes = causes.stream()
                .map(Cause::code)
                .filter(Objects::nonNull)
                .distinct()
                .limit(SHOWN)
                .map(code -> "hikyaku help " + code)
                .toList();
        if (!codes.isEmpty()) {
            screen.line(screen.say("status.runbook", String.join("   ", codes)));
        }
        if (status.syncs().stream().anyMatch(sync -> sync.state().equals("destination"))) {
            screen.line(screen.say("status.check", "hikyaku doctor salesforce"));
        } else if (status.syncs().stream().anyMatch(sync -> sync.state().equals("broken"))) {
            screen.line(screen.say("status.check", "hikyaku doctor"));
        }
    }

    private void books(Status.@Nullable Counted books) {
        if (books == null) {
            return;
        }
        var page = new BooksPage(screen);
        screen.line("");
        page.table(books.syncs());
        page.waiting(books.syncs());
        var unaccounted = screen.say("books.unaccounted", books.unaccounted());
        screen.line(screen.styled(books.unaccounted() == 0 ? Style.GOOD : Style.BAD, unaccounted));
    }

    private void runs(List<RunLine> runs) {
        screen.line("");
        if (runs.isEmpty()) {
            screen.line(screen.say("status.noRuns"));
            return;
        }
        screen.line(screen.say("status.runs"));
        var table = new Table(2);
        runs.forEach(run -> table.row(cells(run)));
        table.print(screen);
    }

    private List<Cell> cells(RunLine run) {
        var words = screen.words();
        var exit = run.exitCode();
        var style = exit == null || exit == 0 ? Style.PLAIN : Style.WAIT;
        var note = run.note() == null ? "" : run.note().lines().findFirst().orElse("");
        return List.of(
                Cell.of(Times.at(run.startedAt())),
                Cell.of(words.find("state." + run.state()).orElse(run.state())),
                Cell.of(exit == null ? "" : words.say("status.exit", exit), style),
                Cell.of(String.join(" ", run.syncs())),
                Cell.of(run.run(), Style.PALE),
                Cell.of(note));
    }

    private List<String> next(Status status) {
        var stopped = status.syncs().stream()
                .filter(sync -> sync.cause() != null
                        && List.of("hold", "deaths").contains(sync.cause().kind()))
                .map(sync -> "resume " + sync.sync());
        var rejected = status.problems().stream()
                .map(problem -> "records " + problem.sync() + " --outcome " + problem.state());
        var waiting = status.syncs().stream()
                .filter(sync -> sync.whyWaiting().stream().anyMatch(why -> why.code() != null))
                .map(sync -> "records " + sync.sync() + " --outcome waiting");
        return Stream.of(stopped, rejected, waiting)
                .flatMap(some -> some)
                .distinct()
                .limit(SHOWN)
                .map(command)
                .toList();
    }
}
