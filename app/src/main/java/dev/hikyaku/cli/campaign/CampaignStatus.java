package dev.hikyaku.cli.campaign;

import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.cli.print.Table;
import dev.hikyaku.cli.print.Table.Cell;
import dev.hikyaku.cli.print.Times;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.CampaignBooks.Balance;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.manifest.campaign.Cron;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where the campaigns stand: each with its newest run, the books of that, and its next start.
public final class CampaignStatus {
    private CampaignStatus() {}

    /// One campaign.
    ///
    /// @param books of its newest run; null before the first
    /// @param next start by its schedule; null without one
    public record Line(
            String campaign,
            @Nullable Balance books,
            @Nullable Instant next) {}

    /// Reads all.
    ///
    /// @param ledger null before the first run
    public static List<Line> read(@Nullable Ledger ledger, List<Campaign> campaigns, Instant now) {
        return campaigns.stream().map(campaign -> line(ledger, campaign, now)).toList();
    }

    private static Line line(@Nullable Ledger ledger, Campaign campaign, Instant now) {
        var schedule = campaign.schedule();
        return new Line(
                campaign.name(),
                ledger == null ? null : books(ledger, campaign.name()),
                schedule == null ? null : Cron.of(schedule).next(now));
    }

    private static @Nullable Balance books(Ledger ledger, String campaign) {
        return ledger.deliveries().runs().newest(campaign, 1).stream()
                .findFirst()
                .map(run -> ledger.deliveries().books().of(run))
                .orElse(null);
    }

    /// Prints them.
    public static void print(Screen screen, List<Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        var table = new Table(2);
        table.row(Stream.of(
                        "campaign", "state", "accepted", "rejected", "suppressed", "unknown", "waiting", "run", "start")
                .map(word -> Cell.of(screen.say("column." + word), Style.PALE))
                .toList());
        lines.forEach(line -> table.row(cells(screen, line)));
        table.print(screen);
    }

    private static List<Cell> cells(Screen screen, Line line) {
        var books = line.books();
        var next = Cell.of(line.next() == null ? "–" : Times.at(line.next()));
        if (books == null) {
            var none = Cell.of("–");
            return List.of(Cell.of(line.campaign(), Style.BOLD), none, none, none, none, none, none, none, next);
        }
        return List.of(
                Cell.of(line.campaign(), Style.BOLD),
                Cell.of(screen.say("state." + books.run().state().word())),
                Cell.of(books.accepted(), Style.GOOD),
                Cell.of(books.rejected(), Style.BAD),
                Cell.of(books.suppressedInAll(), Style.PLAIN),
                Cell.of(books.unknown(), Style.WAIT),
                Cell.of(books.waiting() + books.sent(), Style.WAIT),
                Cell.of(books.run().key(), Style.PALE),
                next);
    }
}
