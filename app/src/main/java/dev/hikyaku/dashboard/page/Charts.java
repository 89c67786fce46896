package dev.hikyaku.dashboard.page;

import dev.hikyaku.ledger.history.Counts;
import dev.hikyaku.ledger.history.History.Chart;
import dev.hikyaku.ledger.history.Point;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The numbers of the charts as texts, for the tables beside them; the script of the page writes them alike.
///
/// @param sync whose they are; empty of all syncs, and of a campaign
/// @param query that asks for the same numbers
/// @param rows newest first
public record Charts(String range, String sync, String query, List<Row> rows) {
    private static final String NONE = "–";
    private static final double FINE = 10;

    /// One step of time.
    public record Row(
            Instant at,
            String takenIn,
            String accepted,
            String rejected,
            String unsent,
            String unknown,
            String oldest,
            String half,
            String most) {}

    /// Of one chart.
    public static Charts of(Chart chart, Locale locale) {
        var sync = chart.sync() == null ? "" : chart.sync();
        var whose = chart.campaign() == null ? sync.isEmpty() ? "" : "&sync=" + sync : "&campaign=" + chart.campaign();
        return new Charts(
                chart.range(),
                sync,
                "range=" + chart.range() + whose,
                chart.points().reversed().stream()
                        .map(point -> row(point, Texts.in(locale)))
                        .toList());
    }

    private static Row row(Point point, Texts texts) {
        return new Row(
                point.at(),
                rate(point, Counts::takenIn, texts),
                rate(point, Counts::accepted, texts),
                rate(point, Counts::rejected, texts),
                rate(point, Counts::unsent, texts),
                rate(point, Counts::unknown, texts),
                age(point.oldest(), texts),
                age(point.half(), texts),
                age(point.most(), texts));
    }

    private static String rate(Point point, ToLongFunction<Counts> which, Texts texts) {
        var counts = point.counts();
        return counts == null ? NONE : decimal(point.perMinute(which.applyAsLong(counts)), texts);
    }

    private static String age(@Nullable Double seconds, Texts texts) {
        if (seconds == null) {
            return NONE;
        }
        return seconds < FINE
                ? texts.say("span.seconds", decimal(seconds, texts))
                : texts.span(Duration.ofSeconds(seconds.longValue()));
    }

    private static String decimal(double number, Texts texts) {
        var format = NumberFormat.getNumberInstance(texts.locale());
        format.setMaximumFractionDigits(1);
        return format.format(number);
    }
}
