package dev.hikyaku.manifest.campaign;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/// The starts of a schedule: five fields as in crontab(5), read in a zone.
///
/// Where both day of month and day of week say something (neither begins with `*`), a day that is one of them is
/// right. A start in an hour that the clocks skip is made at the first instant after it; one in an hour that
/// comes twice is made the first time, once. Where the hour begins with `*` each real hour counts, as in cron(8).
public final class Cron {

    /// The longest way from one start to the next: 29 February over a year 2100.
    private static final int MOST_YEARS = 9;

    private static final List<Duration> STEPS_BACK = List.of(
            Duration.ofMinutes(2),
            Duration.ofHours(1),
            Duration.ofDays(1),
            Duration.ofDays(35),
            Duration.ofDays(370),
            Duration.ofDays(366L * MOST_YEARS));

    private final List<CronExpression> expressions;
    private final boolean everyHour;
    private final ZoneId zone;

    private Cron(List<CronExpression> expressions, boolean everyHour, ZoneId zone) {
        this.expressions = expressions;
        this.everyHour = everyHour;
        this.zone = zone;
    }

    /// Reads the five fields.
    ///
    /// @throws IllegalArgumentException when they are no cron expression, or never come true
    public static Cron of(String cron, ZoneId zone) {
        var fields = CronField.five(cron);
        var expressions = new ArrayList<CronExpression>();
        var either = !fields.get(2).starred() && !fields.get(4).starred();
        expressions.add(expression(
                fields, either ? "*" : fields.get(2).list(), fields.get(4).list()));
        if (either) {
            expressions.add(expression(fields, fields.get(2).list(), "*"));
        }
        var read = new Cron(expressions, fields.get(1).starred(), zone);
        if (read.nextLocal(LocalDateTime.of(2024, 1, 1, 0, 0)) == null) {
            throw new IllegalArgumentException("no day is ever right");
        }
        return read;
    }

    /// Of a schedule that came through [dev.hikyaku.manifest.Manifest].
    public static Cron of(Schedule schedule) {
        return of(schedule.cron(), schedule.zone());
    }

    private static CronExpression expression(List<CronField> fields, String days, String daysOfWeek) {
        return CronExpression.parse(String.join(
                " ",
                "0",
                fields.get(0).list(),
                fields.get(1).list(),
                days,
                fields.get(3).list(),
                daysOfWeek));
    }

    /// The first start after an instant.
    public Instant next(Instant after) {
        var local = LocalDateTime.ofInstant(after, zone);
        var overlap = zone.getRules().getTransition(local);
        var back = overlap != null && everyHour ? overlap.getDuration().abs() : Duration.ZERO;
        @Nullable Instant best = null;
        var at = nextLocal(local.minus(back).minusMinutes(1));
        while (at != null) {
            var first = at.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
            if (best != null && !first.isBefore(best)) {
                return best;
            }
            for (var start : instants(at)) {
                best = start.isAfter(after) && (best == null || start.isBefore(best)) ? start : best;
            }
            at = nextLocal(at);
        }
        return Objects.requireNonNull(best, "it was seen to come true");
    }

    /// The last start that is not after an instant; empty when there was none in nine years.
    public Optional<Instant> previous(Instant until) {
        for (var step : STEPS_BACK) {
            @Nullable Instant last = null;
            var start = next(until.minus(step));
            while (!start.isAfter(until)) {
                last = start;
                start = next(start);
            }
            if (last != null) {
                return Optional.of(last);
            }
        }
        return Optional.empty();
    }

    /// In the gap of a clock that is put forward: the first instant after it.
    private List<Instant> instants(LocalDateTime local) {
        var rules = zone.getRules();
        var offsets = rules.getValidOffsets(local);
        if (offsets.isEmpty()) {
            return everyHour
                    ? List.of()
                    : List.of(Objects.requireNonNull(rules.getTransition(local)).getInstant());
        }
        var count = everyHour ? offsets.size() : 1;
        return offsets.subList(0, count).stream().map(local::toInstant).toList();
    }

    private @Nullable LocalDateTime nextLocal(LocalDateTime after) {
        @Nullable LocalDateTime first = null;
        for (var expression : expressions) {
            var next = expression.next(after);
            first = next != null && (first == null || next.isBefore(first)) ? next : first;
        }
        return first;
    }
}
