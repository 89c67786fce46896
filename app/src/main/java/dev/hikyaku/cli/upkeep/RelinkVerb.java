package dev.hikyaku.cli.upkeep;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.SyncNames;
import dev.hikyaku.cli.Trouble;
import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.cli.print.Table;
import dev.hikyaku.cli.print.Table.Cell;
import dev.hikyaku.cli.progress.Progress;
import dev.hikyaku.drift.Relink.Relinked;
import dev.hikyaku.run.Upkeep;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `hikyaku relink [SYNC|all]`: learns the remote ids of records anew, by external id.
@Command(name = "relink")
public final class RelinkVerb implements Callable<Integer> {
    private final RootVerb root;

    @Parameters(arity = "0..*", paramLabel = "SYNC|all", descriptionKey = "syncs")
    private List<String> names = List.of("all");

    public RelinkVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var project = root.project();
        var syncs = new SyncNames(project.manifest(), root.words()).choose(names);
        var screen = root.screen();
        if (!project.hasLedger()) {
            throw new Trouble.NotFound(screen.say("status.empty"));
        }
        Upkeep.Done<Relinked> done;
        try (var progress = Progress.on(screen)) {
            done = new Upkeep(project, RunKeys.next("relink"), progress).relink(syncs);
        }
        Trouble.print(screen, done.problems());
        if (root.isJson()) {
            screen.json(done);
        } else if (done.results().isEmpty()) {
            screen.line(screen.say("books.none", done.exitCode()));
        } else {
            print(screen, done);
        }
        return done.exitCode();
    }

    private void print(Screen screen, Upkeep.Done<Relinked> done) {
        var table = new Table(2);
        table.row(Stream.of("sync", "records", "same", "relinked", "missing", "resent")
                .map(word -> Cell.of(screen.say("column." + word), Style.PALE))
                .toList());
        for (var sync : done.results()) {
            table.row(
                    Cell.of(sync.sync(), Style.BOLD),
                    Cell.of(sync.records(), Style.PLAIN),
                    Cell.of(sync.same(), Style.PLAIN),
                    Cell.of(sync.relinked(), Style.GOOD),
                    Cell.of(sync.missing(), Style.WAIT),
                    Cell.of(sync.resent(), Style.WAIT));
        }
        table.print(screen);
        if (done.exitCode() == 0) {
            screen.line(screen.say("next", root.command("run " + String.join(" ", names))));
        }
    }
}
