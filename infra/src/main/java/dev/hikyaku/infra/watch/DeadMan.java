package dev.hikyaku.infra.watch;

import dev.hikyaku.infra.task.Schedules.Planned;
import dev.hikyaku.manifest.campaign.Cron;
import dev.hikyaku.manifest.campaign.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How long a silence may last before somebody has to look: two periods of a schedule.
final class DeadMan {
    /// From a schedule's beginning; a fixed instant, so that the same manifest always makes the same template.
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

    private static final int STARTS = 400;
    private static final Duration HOUR = Duration.ofHours(1);
    /// CloudWatch looks back a week and no further.
    private static final Duration LONGEST = Duration.ofDays(7);

    private DeadMan() {}

    /// Hours without an end of a run after which to ring; empty where a silence of a week is nothing unusual.
    static Optional<Integer> hours(Planned planned) {
        var silence = longestGap(planned.schedule()).multipliedBy(2).plus(HOUR);
        if (silence.compareTo(LONGEST) > 0) {
            return Optional.empty();
        }
        return Optional.of((int) Math.max(2, silence.toHours()));
    }

    private static Duration longestGap(Schedule schedule) {
        var cron = Cron.of(schedule);
        var longest = Duration.ZERO;
        var before = cron.next(FROM);
        for (int number = 0; number < STARTS; number++) {
            var next = cron.next(before);
            var gap = Duration.between(before, next);
            longest = gap.compareTo(longest) > 0 ? gap : longest;
            before = next;
        }
        return longest;
    }
}
