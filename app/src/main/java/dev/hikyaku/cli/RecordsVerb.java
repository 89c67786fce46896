package dev.hikyaku.cli;

import dev.hikyaku.cli.campaign.CampaignRecords;
import dev.hikyaku.cli.print.Shell;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.cli.print.Table;
import dev.hikyaku.cli.print.Table.Cell;
import dev.hikyaku.cli.print.Text;
import dev.hikyaku.cli.print.Times;
import dev.hikyaku.cli.story.TimeLine;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.view.ChangeList;
import dev.hikyaku.story.Listed;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hikyaku records SYNC`: changes by what became of them, newest first.
@Command(name = "records")
final class RecordsVerb implements Callable<Integer> {
    private static final int WIDEST_REASON = 80;

    private final RootVerb root;

    @Parameters(index = "0", paramLabel = "SYNC|CAMPAIGN", descriptionKey = "sync")
    private String sync = "";

    @Option(names = "--outcome", paramLabel = "OUTCOME", descriptionKey = "outcome")
    private @Nullable Outcome outcome;

    @Option(names = "--code", paramLabel = "CODE", descriptionKey = "code")
    private @Nullable String code;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", descriptionKey = "limit")
    private int limit = 20;

    /// Outcomes as users write them, those that need somebody first.
    enum Outcome {
        rejected,
        unknown,
        waiting,
        accepted,
        superseded,
        suppressed,
        expired,
        cancelled
    }

    /// The result for machines.
    record Records(String sync, List<Listed> records) {}

    RecordsVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var project = root.project();
        if (limit < 1) {
            throw new Trouble.NotFound(root.words().say("records.limit", limit));
        }
        if (project.manifest().campaign(sync).isPresent()) {
            var choice = new CampaignRecords.Choice(outcome == null ? null : outcome.name(), code, limit);
            return new CampaignRecords(root).list(project, sync, choice);
        }
        var name = new SyncNames(project.manifest(), root.words()).find(sync).name();
        var lines = List.<Listed>of();
        if (project.hasLedger()) {
            try (var ledger = project.openLedger()) {
                lines = read(ledger, name);
            }
        }
        if (root.isJson()) {
            root.screen().json(new Records(name, lines));
        } else {
            print(name, lines);
        }
        return 0;
    }

    private List<Listed> read(Ledger ledger, String name) {
        var changes = ledger.view().changes();
        return words().flatMap(word ->
                        changes
                                .newest(
                                        new ChangeList.Filter(name, ChangeList.State.of(word.name()), code, null),
                                        limit)
                                .stream())
                .limit(limit)
                .map(Listed::of)
                .toList();
    }

    /// Those of campaigns fit no change.
    private Stream<Outcome> words() {
        var none = Set.of(Outcome.suppressed, Outcome.expired, Outcome.cancelled);
        return (outcome == null ? Stream.of(Outcome.rejected, Outcome.unknown, Outcome.waiting) : Stream.of(outcome))
                .filter(word -> !none.contains(word));
    }

    private void print(String name, List<Listed> lines) {
        var screen = root.screen();
        if (lines.isEmpty()) {
            screen.line(
                    outcome == null
                            ? screen.say("records.good", name)
                            : screen.say(
                                    "records.none",
                                    name,
                                    screen.words().find("outcome." + outcome).orElse("")));
            screen.line(screen.say("next", root.command("status")));
            return;
        }
        var table = new Table(2);
        table.row(Stream.of("key", "outcome", "code", "turn", "reason", "remoteId", "at")
                .map(word -> Cell.of(screen.say("column." + word), Style.PALE))
                .toList());
        lines.forEach(line -> table.row(cells(line)));
        table.print(screen);
        if (lines.size() == limit) {
            screen.talk(screen.say("records.more", limit));
        }
        var trace =
                root.command("trace " + name + " " + Shell.word(lines.getFirst().key()));
        screen.line(screen.say("next", trace));
    }

    private List<Cell> cells(Listed line) {
        var screen = root.screen();
        var reason = line.reason();
        var remoteId = line.remoteId();
        return List.of(
                Cell.of(line.key(), Style.BOLD),
                Cell.of(TimeLine.outcome(screen, line.outcome()), TimeLine.style(line.outcome())),
                Cell.of(line.code() == null ? "" : line.code()),
                Cell.of(screen.say("turn." + line.turn())),
                Cell.of(reason == null ? "" : Text.cut(Text.safe(reason), WIDEST_REASON)),
                Cell.of(remoteId == null ? "–" : remoteId),
                Cell.of(Times.at(line.at())));
    }
}
