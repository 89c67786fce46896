package dev.hikyaku.cli.campaign;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.desk.Desk;
import dev.hikyaku.cli.print.Shell;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.cli.print.Table;
import dev.hikyaku.cli.print.Table.Cell;
import dev.hikyaku.cli.print.Text;
import dev.hikyaku.cli.print.Times;
import dev.hikyaku.story.DeliveryLine;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// `hikyaku records CAMPAIGN`: deliveries by what became of them, newest first.
public final class CampaignRecords {
    private static final int WIDEST_REASON = 60;

    private final RootVerb root;

    /// The result for machines.
    record Records(String campaign, List<DeliveryLine> records) {}

    /// With the manners of this command.
    public CampaignRecords(RootVerb root) {
        this.root = root;
    }

    /// Lists them.
    public void list(Desk desk, Desk.Wanted wanted) {
        var lines = desk.deliveries(wanted);
        if (root.isJson()) {
            root.screen().json(new Records(wanted.name(), lines));
        } else {
            print(desk, lines, wanted);
        }
    }

    private void print(Desk desk, List<DeliveryLine> lines, Desk.Wanted wanted) {
        var screen = root.screen();
        var campaign = wanted.name();
        if (lines.isEmpty()) {
            screen.line(screen.say("campaign.noRecords", campaign));
            screen.line(screen.say("next", desk.command("status")));
            return;
        }
        var table = new Table(2);
        table.row(Stream.of("user", "outcome", "code", "reason", "device", "run", "at")
                .map(word -> Cell.of(screen.say("column." + word), Style.PALE))
                .toList());
        lines.forEach(line -> table.row(cells(line)));
        table.print(screen);
        if (lines.size() == wanted.limit()) {
            screen.talk(screen.say("records.more", wanted.limit()));
        }
        screen.line(screen.say(
                "next",
                desk.command("explain " + campaign + " "
                        + Shell.word(lines.getFirst().user()))));
    }

    private List<Cell> cells(DeliveryLine line) {
        var screen = root.screen();
        var reason = line.reason();
        return List.of(
                Cell.of(line.user(), Style.BOLD),
                Cell.of(StoryPage.state(screen, line)),
                Cell.of(line.code() == null ? "" : StoryPage.code(screen, line.code())),
                Cell.of(reason == null ? "" : Text.cut(Text.safe(reason), WIDEST_REASON)),
                Cell.of(line.platform() == null ? "–" : line.platform()),
                Cell.of(line.run(), Style.PALE),
                Cell.of(Times.at(at(line))));
    }

    private static Instant at(DeliveryLine line) {
        var settled = line.settled();
        var sent = line.sent();
        return settled != null ? settled : sent != null ? sent : line.due();
    }
}
