package dev.hikyaku.cli.desk;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.books.Sums;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.view.ProblemList;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.run.Project;
import dev.hikyaku.story.ProblemLine;
import dev.hikyaku.story.RunLine;
import dev.hikyaku.story.Standing;
import java.time.Instant;
import java.util.List;

/// The project in this folder, with its ledger.
public final class OwnDesk implements Desk {
    static final int RUNS = 5;

    private final RootVerb root;
    private final Project project;

    OwnDesk(RootVerb root) {
        this.root = root;
        project = root.project();
    }

    @Override
    public String command(String verb) {
        return root.command(verb);
    }

    @Override
    public Status status(boolean counted) {
        var manifest = project.manifest();
        if (!project.hasLedger()) {
            var campaigns = Standing.campaigns(manifest.campaigns());
            return new Status(false, Instant.now(), List.of(), campaigns, List.of(), List.of(), null);
        }
        try (var ledger = project.openLedger()) {
            var standing = Standing.read(ledger, manifest);
            var syncs = manifest.syncs().stream().map(Sync::name).toList();
            var problems = ledger.view().problems().groups(ProblemList.Filter.ALL, syncs).stream()
                    .filter(group -> !group.state().equals("waiting"))
                    .map(ProblemLine::of)
                    .toList();
            var runs = ledger.runs().newest(RUNS).stream().map(RunLine::of).toList();
            return new Status(
                    true,
                    Instant.now(),
                    standing.syncs(),
                    standing.campaigns(),
                    problems,
                    runs,
                    counted ? count(ledger, syncs) : null);
        }
    }

    private Status.Counted count(Ledger ledger, List<String> syncs) {
        var books = ledger.books();
        var lines = syncs.stream()
                .map(sync -> Sums.line(books.of(sync), books.whyWaiting(sync)))
                .toList();
        var campaigns = project.manifest().campaigns().stream()
                .flatMap(campaign -> ledger.deliveries().runs().newest(campaign.name(), 1).stream())
                .map(run -> ledger.deliveries().books().of(run))
                .toList();
        return new Status.Counted(Sums.total(lines).unaccounted(), lines, campaigns);
    }

    @Override
    public void close() {}
}
