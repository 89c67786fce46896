package dev.hikyaku.cli;

import dev.hikyaku.cli.campaign.CampaignRecords;
import dev.hikyaku.cli.desk.At;
import dev.hikyaku.cli.desk.Desk;
import dev.hikyaku.cli.print.Shell;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.cli.print.Table;
import dev.hikyaku.cli.print.Table.Cell;
import dev.hikyaku.cli.print.Text;
import dev.hikyaku.cli.print.Times;
import dev.hikyaku.cli.story.TimeLine;
import dev.hikyaku.story.Listed;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hikyaku records SYNC`: changes by what became of them, newest first.
@Command(name = "records")
final class RecordsVerb implements Callable<Integer> {
    private static final int WIDEST_REASON = 80;
    private static final Set<Outcome> OF_CAMPAIGNS = Set.of(Outcome.suppressed, Outcome.expired, Outcome.cancelled);

    private final RootVerb root;

    @Parameters(index = "0", paramLabel = "SYNC|CAMPAIGN", descriptionKey = "sync")
    private String sync = "";

    @Option(names = "--outcome", paramLabel = "OUTCOME", descriptionKey = "outcome")
    private @Nullable Outcome outcome;

    @Option(names = "--code", paramLabel = "CODE", descriptionKey = "code")
    private @Nullable String code;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", descriptionKey = "limit")
    private int limit = 20;

    @Mixin
    private At at = new At();

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
        if (limit < 1) {
            throw new Trouble.NotFound(root.words().say("records.limit", limit));
        }
        try (var desk = at.desk(root)) {
            if (desk.isCampaign(sync)) {
                new CampaignRecords(root).list(desk, new Desk.Wanted(sync, outcomes(Set.of()), code, limit));
                return 0;
            }
            var lines = desk.changes(new Desk.Wanted(sync, outcomes(OF_CAMPAIGNS), code, limit));
            if (root.isJson()) {
                root.screen().json(new Records(sync, lines));
            } else {
                print(desk, lines);
            }
            return 0;
        }
    }

    /// @param none outcomes that nothing of this kind has
    private List<String> outcomes(Set<Outcome> none) {
        return (outcome == null ? Stream.of(Outcome.rejected, Outcome.unknown, Outcome.waiting) : Stream.of(outcome))
                .filter(word -> !none.contains(word))
                .map(Outcome::name)
                .toList();
    }

    private void print(Desk desk, List<Listed> lines) {
        var screen = root.screen();
        var name = sync;
        if (lines.isEmpty()) {
            screen.line(
                    outcome == null
                            ? screen.say("records.good", name)
                            : screen.say(
                                    "records.none",
                                    name,
                                    screen.words().find("outcome." + outcome).orElse("")));
            screen.line(screen.say("next", desk.command("status")));
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
                desk.command("trace " + name + " " + Shell.word(lines.getFirst().key()));
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
