package dev.hikyaku.cli.campaign;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.print.Shell;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.cli.print.Table;
import dev.hikyaku.cli.print.Table.Cell;
import dev.hikyaku.cli.print.Text;
import dev.hikyaku.cli.print.Times;
import dev.hikyaku.ledger.delivery.story.DeliveryStory.Told;
import dev.hikyaku.ledger.delivery.story.DeliveryStory.Wanted;
import dev.hikyaku.run.Project;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `hikyaku records CAMPAIGN`: deliveries by what became of them, newest first.
public final class CampaignRecords {
    private static final int WIDEST_REASON = 60;

    private final RootVerb root;

    /// The result for machines.
    record Records(String campaign, List<Told> records) {}

    /// Which ones.
    ///
    /// @param outcome null for those that need somebody: rejected, unknown and waiting
    /// @param code null for all
    public record Choice(@Nullable String outcome, @Nullable String code, int limit) {}

    /// With the manners of this command.
    public CampaignRecords(RootVerb root) {
        this.root = root;
    }

    /// Lists them.
    ///
    /// @return exit code
    public int list(Project project, String campaign, Choice choice) {
        var lines = List.<Told>of();
        if (project.hasLedger()) {
            try (var ledger = project.openLedger()) {
                var story = ledger.deliveries().story();
                var outcome = choice.outcome();
                lines = (outcome == null ? Stream.of("rejected", "unknown", "waiting") : Stream.of(outcome))
                        .flatMap(one ->
                                story.byOutcome(campaign, new Wanted(one, choice.code()), choice.limit()).stream())
                        .limit(choice.limit())
                        .toList();
            }
        }
        if (root.isJson()) {
            root.screen().json(new Records(campaign, lines));
        } else {
            print(campaign, lines, choice);
        }
        return 0;
    }

    private void print(String campaign, List<Told> lines, Choice choice) {
        var screen = root.screen();
        if (lines.isEmpty()) {
            screen.line(screen.say("campaign.noRecords", campaign));
            screen.line(screen.say("next", root.command("status")));
            return;
        }
        var table = new Table(2);
        table.row(Stream.of("user", "outcome", "code", "reason", "device", "run", "at")
                .map(word -> Cell.of(screen.say("column." + word), Style.PALE))
                .toList());
        lines.forEach(line -> table.row(cells(line)));
        table.print(screen);
        if (lines.size() == choice.limit()) {
            screen.talk(screen.say("records.more", choice.limit()));
        }
        screen.line(screen.say(
                "next",
                root.command("explain " + campaign + " "
                        + Shell.word(lines.getFirst().user()))));
    }

    private List<Cell> cells(Told line) {
        var screen = root.screen();
        var reason = line.reason();
        var device = line.device();
        return List.of(
                Cell.of(line.user(), Style.BOLD),
                Cell.of(StoryPage.state(screen, line)),
                Cell.of(line.code() == null ? "" : StoryPage.code(screen, line.code())),
                Cell.of(reason == null ? "" : Text.cut(Text.safe(reason), WIDEST_REASON)),
                Cell.of(device == null ? "–" : device.platform()),
                Cell.of(line.run(), Style.PALE),
                Cell.of(Times.at(at(line))));
    }

    private static Instant at(Told line) {
        var settled = line.moments().settled();
        var sent = line.moments().sent();
        return settled != null ? settled : sent != null ? sent : line.moments().due();
    }
}
