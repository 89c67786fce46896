package dev.hikyaku.cli.desk;

import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.cli.print.Table;
import dev.hikyaku.cli.print.Table.Cell;
import dev.hikyaku.cli.print.Text;
import dev.hikyaku.cli.print.Times;
import dev.hikyaku.ledger.view.Bounded;
import dev.hikyaku.ledger.view.Syncs.Cause;
import dev.hikyaku.ledger.view.Syncs.Lately;
import dev.hikyaku.story.Funnel;
import dev.hikyaku.story.Standing.CampaignNow;
import dev.hikyaku.story.Standing.SyncNow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One table of syncs and campaigns: state, what waits and for how long, what went well, what comes next, and why.
final class StatusTable {
    private static final int WIDEST_WHY = 90;
    private static final Cell NONE = Cell.of("–", Style.PALE);

    private final Screen screen;

    StatusTable(Screen screen) {
        this.screen = screen;
    }

    void print(Status status) {
        var table = new Table(2);
        table.row(Stream.of("kind", "name", "state", "waiting", "oldest", "lastOk", "rate", "start", "why")
                .map(word -> new Cell(screen.say("column." + word), Style.PALE, word.equals("waiting")))
                .toList());
        status.syncs().forEach(sync -> table.row(cells(sync, status.at())));
        status.campaigns().forEach(campaign -> table.row(cells(campaign, status.at())));
        table.print(screen);
    }

    private List<Cell> cells(SyncNow sync, Instant at) {
        var oldest = sync.oldest();
        var accepted = sync.lastAccepted();
        return List.of(
                Cell.of(screen.say("column.sync"), Style.PALE),
                Cell.of(sync.sync(), Style.BOLD),
                health(sync.state(), sync.state()),
                waiting(sync.waiting()),
                oldest == null ? NONE : Cell.of(Times.lasting(screen.words(), Duration.between(oldest, at))),
                accepted == null ? NONE : Cell.of(Times.shortly(accepted, at)),
                rate(sync.lately()),
                next(sync.next(), at),
                Cell.of(why(sync.cause(), at)));
    }

    /// A sign and a word, so that neither colour nor the sign is needed to understand it.
    private Cell health(String state, String word) {
        var text = sign(state) + " " + screen.say("health." + word);
        return Cell.of(
                text,
                switch (state) {
                    case "flowing" -> Style.GOOD;
                    case "broken" -> Style.BAD;
                    case "destination", "held", "stopped" -> Style.WAIT;
                    default -> Style.PLAIN;
                });
    }

    private static String sign(String state) {
        return switch (state) {
            case "flowing" -> "✔";
            case "destination" -> "⏳";
            case "held" -> "⏸";
            case "stopped" -> "■";
            case "broken" -> "✖";
            default -> "·";
        };
    }

    private static Cell waiting(Bounded waiting) {
        var text = "%,d".formatted(waiting.count()) + (waiting.more() ? "+" : "");
        return new Cell(text, waiting.count() == 0 ? Style.PLAIN : Style.WAIT, true);
    }

    private Cell rate(Lately lately) {
        if (lately.since() == null) {
            return NONE;
        }
        var perMinute = lately.perMinute();
        var isWhole = perMinute >= 10 || perMinute == Math.rint(perMinute);
        return Cell.of(screen.say("status.rate", String.format(Locale.ROOT, isWhole ? "%,.0f" : "%.1f", perMinute)));
    }

    private Cell next(@Nullable Instant next, Instant at) {
        return next == null
                ? NONE
                : Cell.of(screen.say(
                        "status.next",
                        Times.zoned(next, at),
                        Times.lasting(screen.words(), Duration.between(at, next))));
    }

    private String why(@Nullable Cause cause, Instant at) {
        if (cause == null) {
            return "";
        }
        var code = cause.code() == null ? "" : cause.code() + "  ";
        var since = cause.since() == null ? "" : screen.say("status.since", Times.shortly(cause.since(), at));
        return Text.cut(code + screen.say("cause." + cause.kind(), detail(cause)), WIDEST_WHY) + since;
    }

    /// What was found, without the code that stands before it already.
    private static String detail(Cause cause) {
        var code = cause.code();
        var detail = cause.detail() == null ? "" : cause.detail();
        return code != null && detail.startsWith(code)
                ? detail.substring(code.length()).strip()
                : detail;
    }

    private List<Cell> cells(CampaignNow campaign, Instant at) {
        var newest = campaign.newest();
        var sums = newest == null ? null : newest.sums();
        return List.of(
                Cell.of(screen.say("column.campaign"), Style.PALE),
                Cell.of(campaign.campaign(), Style.BOLD),
                health(campaign),
                sums == null
                        ? new Cell("–", Style.PALE, true)
                        : waiting(new Bounded(sums.waiting() + sums.sent(), false)),
                NONE,
                newest == null || newest.start().endedAt() == null
                        ? NONE
                        : Cell.of(Times.shortly(newest.start().endedAt(), at)),
                NONE,
                next(campaign.next(), at),
                Cell.of(why(campaign, sums)));
    }

    private Cell health(CampaignNow campaign) {
        var newest = campaign.newest();
        var state = newest == null ? "" : newest.start().state();
        if (campaign.held() != null || state.equals("paused")) {
            return health("held", "held");
        }
        return switch (state) {
            case "running" -> health("flowing", "flowing");
            case "stopped", "missed" -> health("broken", "broken");
            default -> health("idle", "idle");
        };
    }

    private String why(CampaignNow campaign, Funnel.@Nullable Sums sums) {
        if (campaign.held() != null) {
            return campaign.held();
        }
        var newest = campaign.newest();
        if (newest == null) {
            return screen.say("status.noRun");
        }
        var start = newest.start();
        var said = screen.say("status.run", start.run(), screen.say("state." + start.state()));
        var counted = sums == null ? "" : "   " + screen.say("status.sums", sums.accepted(), sums.rejected());
        return said + (start.reason() == null ? "" : ": " + start.reason()) + counted;
    }
}
