package dev.hikyaku.cli.upkeep;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.SyncNames;
import dev.hikyaku.cli.Trouble;
import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Shell;
import dev.hikyaku.cli.progress.Progress;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.Upkeep;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hikyaku skip SYNC KEY --reason TEXT`: what waits of a record is not sent; it ends as rejected, with the
/// reason.
@Command(name = "skip")
public final class SkipVerb implements Callable<Integer> {
    private final RootVerb root;

    @Parameters(index = "0", paramLabel = "SYNC", descriptionKey = "sync")
    private String name = "";

    @Parameters(index = "1", paramLabel = "KEY", descriptionKey = "key")
    private String key = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, descriptionKey = "reason")
    private String reason = "";

    public SkipVerb(RootVerb root) {
        this.root = root;
    }

    /// The result for machines.
    ///
    /// @param skipped changes that ended
    /// @param open changes that have no outcome yet: they are on their way, or another process has the sync
    record Skipped(String sync, String key, long skipped, long open) {}

    @Override
    public Integer call() {
        var project = root.project();
        var sync = new SyncNames(project.manifest(), root.words()).find(name);
        var screen = root.screen();
        if (reason.isBlank()) {
            throw new Trouble.NotFound(screen.say("skip.reason"));
        }
        var open = ask(project, sync.name());
        var done = skip(project, sync);
        if (done.exitCode() != 0 && done.exitCode() != Report.HELD) {
            Trouble.print(screen, done.problems());
            return done.exitCode();
        }
        long left;
        try (var ledger = project.openLedger()) {
            left = ledger.interventions().open(sync.name(), key);
        }
        print(screen, new Skipped(sync.name(), key, Math.max(0, open - left), left));
        return 0;
    }

    private long ask(Project project, String sync) {
        if (!project.hasLedger()) {
            throw new Trouble.NotFound(root.words().say("status.empty"));
        }
        try (var ledger = project.openLedger()) {
            var open = ledger.interventions().skip(sync, key, reason);
            if (open == 0) {
                throw new Trouble.NotFound(root.words()
                        .say("skip.nothing", sync, key, root.command("trace " + sync + " " + Shell.word(key))));
            }
            ledger.story().note(sync, "skipped", key + ": " + reason);
            return open;
        }
    }

    private Upkeep.Done<Integer> skip(Project project, Sync sync) {
        try (var progress = Progress.on(root.screen())) {
            return new Upkeep(project, RunKeys.next("skip"), progress).skip(sync);
        }
    }

    private void print(Screen screen, Skipped skipped) {
        if (root.isJson()) {
            screen.json(skipped);
            return;
        }
        if (skipped.skipped() > 0) {
            screen.line(screen.say("skip.done", skipped.skipped(), skipped.sync(), skipped.key()));
        }
        if (skipped.open() > 0) {
            screen.line(screen.say("skip.open", skipped.open(), skipped.sync(), skipped.key()));
        }
        for (var verb : List.of("trace", "resubmit")) {
            var command = root.command(verb + " " + skipped.sync() + " " + Shell.word(skipped.key()));
            screen.line(screen.say("next", command));
        }
    }
}
