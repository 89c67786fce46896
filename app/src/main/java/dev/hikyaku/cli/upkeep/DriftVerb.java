package dev.hikyaku.cli.upkeep;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.SyncNames;
import dev.hikyaku.cli.Trouble;
import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.cli.print.Table;
import dev.hikyaku.cli.print.Table.Cell;
import dev.hikyaku.cli.print.Text;
import dev.hikyaku.cli.progress.Progress;
import dev.hikyaku.drift.Differences;
import dev.hikyaku.drift.Differences.Difference;
import dev.hikyaku.drift.Differences.Kind;
import dev.hikyaku.run.Upkeep;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hikyaku drift SYNC`: compares ledger and org, and on demand has sent again what differs or is missing.
@Command(name = "drift")
public final class DriftVerb implements Callable<Integer> {
    private static final int WIDEST_VALUE = 40;

    private final RootVerb root;

    @Parameters(index = "0", paramLabel = "SYNC", descriptionKey = "sync")
    private String sync = "";

    @Option(names = "--resend", descriptionKey = "resend")
    private boolean resend;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", descriptionKey = "limit")
    private int limit = 50;

    public DriftVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var project = root.project();
        var found = new SyncNames(project.manifest(), root.words()).find(sync);
        var screen = root.screen();
        if (limit < 1) {
            throw new Trouble.NotFound(screen.say("records.limit", limit));
        }
        if (!project.hasLedger()) {
            throw new Trouble.NotFound(screen.say("status.empty"));
        }
        Upkeep.Done<Differences> done;
        try (var progress = Progress.on(screen)) {
            var upkeep = new Upkeep(project, RunKeys.next("drift"), progress);
            done = resend ? upkeep.resend(found, limit) : upkeep.compare(found, limit);
        }
        Trouble.print(screen, done.problems());
        if (root.isJson()) {
            screen.json(done);
        } else if (done.results().isEmpty()) {
            screen.line(screen.say("books.none", done.exitCode()));
        } else {
            done.results().forEach(differences -> print(screen, differences));
        }
        return done.exitCode();
    }

    private void print(Screen screen, Differences found) {
        if (!found.differences().isEmpty()) {
            var table = new Table(2);
            table.row(Stream.of("difference", "key", "field", "wanted", "found")
                    .map(word -> Cell.of(screen.say("column." + word), Style.PALE))
                    .toList());
            found.differences().forEach(difference -> table.row(cells(screen, difference)));
            table.print(screen);
            screen.line("");
        }
        screen.line(screen.say(
                "drift.sum",
                found.sync(),
                found.compared(),
                found.differing(),
                found.missing(),
                found.merged(),
                found.other(),
                found.extra()));
        if (found.notAccepted() > 0) {
            screen.line(screen.say("drift.notAccepted", found.notAccepted()));
        }
        if (resend) {
            screen.line(screen.say("drift.resent", found.resent()));
            next(screen, "run " + found.sync());
        } else if (found.differing() + found.missing() > 0) {
            next(screen, "drift " + found.sync() + " --resend");
        }
    }

    private void next(Screen screen, String verb) {
        screen.line(screen.say("next", root.command(verb)));
    }

    private static List<Cell> cells(Screen screen, Difference difference) {
        return List.of(
                Cell.of(screen.say("drift." + difference.kind().name()), style(difference.kind())),
                Cell.of(difference.key(), Style.BOLD),
                Cell.of(difference.field() == null ? "Id" : difference.field()),
                Cell.of(value(difference.wanted())),
                Cell.of(value(difference.found())));
    }

    private static Style style(Kind kind) {
        return switch (kind) {
            case differs, missing, merged -> Style.BAD;
            case other, extra -> Style.WAIT;
        };
    }

    private static String value(@Nullable String text) {
        return text == null ? "–" : Text.cut(Text.safe(text), WIDEST_VALUE);
    }
}
