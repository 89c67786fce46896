package dev.hikyaku.cli.upkeep;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.Trouble;
import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.cli.print.Table;
import dev.hikyaku.cli.print.Table.Cell;
import dev.hikyaku.cli.progress.Progress;
import dev.hikyaku.drift.Restored;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Upkeep;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/// `hikyaku reconcile`: begins a new epoch after the ledger was restored to an earlier time.
@Command(name = "reconcile")
public final class ReconcileVerb implements Callable<Integer> {
    private final RootVerb root;

    public ReconcileVerb(RootVerb root) {
        this.root = root;
    }

    /// The result for machines.
    ///
    /// @param unknownDeliveries of which nobody knows whether they were sent
    record Reconciled(
            int exitCode,
            List<Restored.Looked> syncs,
            List<String> heldCampaigns,
            long unknownDeliveries,
            List<String> problems) {}

    @Override
    public Integer call() {
        var project = root.project();
        var screen = root.screen();
        if (!project.hasLedger()) {
            throw new Trouble.NotFound(screen.say("status.empty"));
        }
        var result = reconcile(project, screen);
        Trouble.print(screen, result.problems());
        if (root.isJson()) {
            screen.json(result);
        } else {
            print(screen, result);
        }
        return result.exitCode();
    }

    private Reconciled reconcile(Project project, Screen screen) {
        try (var progress = Progress.on(screen)) {
            var upkeep = new Upkeep(project, RunKeys.next("reconcile"), progress);
            var campaigns = project.manifest().campaigns();
            var names = campaigns.stream().map(campaign -> campaign.name()).toList();
            // Campaigns first: whatever happens to the syncs, no push leaves by itself any more.
            var held = upkeep.hold(campaigns, screen.say("reconcile.why"));
            if (held.exitCode() != 0) {
                return new Reconciled(held.exitCode(), List.of(), List.of(), 0, held.problems());
            }
            var unknown = held.results().stream().mapToLong(Long::longValue).sum();
            var done = upkeep.reconcile(project.manifest().syncs());
            return new Reconciled(done.exitCode(), done.results(), names, unknown, done.problems());
        }
    }

    private void print(Screen screen, Reconciled result) {
        if (!result.syncs().isEmpty()) {
            var table = new Table(2);
            table.row(Stream.of("sync", "waiting", "rejected")
                    .map(word -> Cell.of(screen.say("column." + word), Style.PALE))
                    .toList());
            for (var sync : result.syncs()) {
                table.row(
                        Cell.of(sync.sync(), Style.BOLD),
                        Cell.of(sync.waiting(), Style.WAIT),
                        Cell.of(sync.refused(), Style.BAD));
            }
            table.print(screen);
        }
        for (var campaign : result.heldCampaigns()) {
            screen.line(screen.say("reconcile.held", campaign, root.command("resume " + campaign)));
        }
        if (result.unknownDeliveries() > 0) {
            screen.line(screen.say("reconcile.unknown", result.unknownDeliveries()));
        }
        if (result.exitCode() == 0) {
            screen.line(screen.say("next", root.command("run all")));
        }
    }
}
