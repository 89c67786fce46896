package dev.hikyaku.cli;

import dev.hikyaku.cli.books.BooksPage;
import dev.hikyaku.cli.books.Sums;
import dev.hikyaku.cli.campaign.CampaignStatus;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.cli.print.Table;
import dev.hikyaku.cli.print.Table.Cell;
import dev.hikyaku.cli.print.Times;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.Runs;
import dev.hikyaku.manifest.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// `hikyaku status`: where each sync stands, and the newest runs. Looks only; makes nothing.
@Command(name = "status")
final class StatusVerb implements Callable<Integer> {
    private static final int RUNS = 5;

    private final RootVerb root;

    /// The result for machines.
    ///
    /// @param ledger false before the first run
    record Status(
            boolean ledger,
            long unaccounted,
            List<Sums.Line> syncs,
            List<RunLine> runs,
            List<CampaignStatus.Line> campaigns,
            List<HeldLine> held) {}

    /// A sync that somebody holds.
    record HeldLine(String sync, String reason, Instant since) {}

    /// One run.
    record RunLine(
            String run,
            String state,
            @Nullable Integer exitCode,
            String syncs,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String note) {}

    StatusVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var project = root.project();
        if (!project.hasLedger()) {
            return nothingYet(CampaignStatus.read(null, project.manifest().campaigns(), Instant.now()));
        }
        try (var ledger = project.openLedger()) {
            var status = read(ledger, project.manifest());
            if (root.isJson()) {
                root.screen().json(status);
            } else {
                print(status);
            }
        }
        return 0;
    }

    private int nothingYet(List<CampaignStatus.Line> campaigns) {
        var screen = root.screen();
        if (root.isJson()) {
            screen.json(new Status(false, 0, List.of(), List.of(), campaigns, List.of()));
        }
        screen.line(screen.say("status.empty"));
        if (!root.isJson()) {
            CampaignStatus.print(screen, campaigns);
        }
        screen.line(screen.say("next", root.command("run all")));
        return 0;
    }

    private static Status read(Ledger ledger, Manifest manifest) {
        var books = ledger.books();
        var lines = manifest.syncs().stream()
                .map(sync -> Sums.line(books.of(sync.name()), books.whyWaiting(sync.name())))
                .toList();
        var runs = ledger.runs().newest(RUNS).stream().map(StatusVerb::line).toList();
        var campaigns = CampaignStatus.read(ledger, manifest.campaigns(), Instant.now());
        var held = ledger.interventions().held().stream()
                .map(one -> new HeldLine(one.sync(), one.reason(), one.since()))
                .toList();
        return new Status(true, Sums.total(lines).unaccounted(), lines, runs, campaigns, held);
    }

    private static RunLine line(Runs.Run run) {
        return new RunLine(
                run.key(), run.state(), run.exitCode(), run.syncs(), run.startedAt(), run.endedAt(), run.note());
    }

    private void print(Status status) {
        var screen = root.screen();
        var page = new BooksPage(screen);
        if (!status.syncs().isEmpty()) {
            page.table(status.syncs());
            page.waiting(status.syncs());
            status.held().forEach(this::print);
            screen.line("");
        }
        if (!status.campaigns().isEmpty()) {
            CampaignStatus.print(screen, status.campaigns());
            screen.line("");
        }
        if (status.runs().isEmpty()) {
            screen.line(screen.say("status.noRuns"));
        } else {
            screen.line(screen.say("status.runs"));
            var table = new Table(2);
            status.runs().forEach(run -> table.row(cells(run)));
            table.print(screen);
        }
        page.next(next(status));
    }

    private void print(HeldLine held) {
        var screen = root.screen();
        var resume = root.command("resume " + held.sync());
        screen.line(screen.styled(
                Style.WAIT, screen.say("status.held", held.sync(), Times.at(held.since()), held.reason(), resume)));
    }

    private List<Cell> cells(RunLine run) {
        var words = root.words();
        var exit = run.exitCode();
        var style = exit == null || exit == 0 ? Style.PLAIN : Style.WAIT;
        var note = run.note() == null ? "" : run.note().lines().findFirst().orElse("");
        return List.of(
                Cell.of(Times.at(run.startedAt())),
                Cell.of(words.find("state." + run.state()).orElse(run.state())),
                Cell.of(exit == null ? "" : words.say("status.exit", exit), style),
                Cell.of(run.syncs()),
                Cell.of(run.run(), Style.PALE),
                Cell.of(note));
    }

    private List<String> next(Status status) {
        return status.syncs().stream()
                .filter(line -> line.rejected() + line.waiting() > 0)
                .map(line -> "records " + line.sync() + " --outcome " + (line.rejected() > 0 ? "rejected" : "waiting"))
                .map(root::command)
                .limit(2)
                .toList();
    }
}
