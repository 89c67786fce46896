package dev.hikyaku.push.clock;

import dev.hikyaku.manifest.campaign.Cron;
import dev.hikyaku.manifest.campaign.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a schedule asks for now.
///
/// @param missed starts since the last known one that nobody makes up for, oldest first; the newest thousand of
/// them
/// @param next the first start after now
public record Starts(Due due, List<Instant> missed, Instant next) {

    /// A start this late is on time: whoever looks at the clock does so once a minute.
    public static final Duration ON_TIME = Duration.ofMinutes(1);

    private static final int MOST = 1_000;

    public Starts {
        missed = List.copyOf(missed);
    }

    /// Whether a run is to start.
    public sealed interface Due {
        /// No.
        record Nothing() implements Due {}

        /// Yes.
        ///
        /// @param scheduled the instant it was planned for: the same for whoever asks, so that one of many wins
        /// it
        /// @param late whether it is made up for
        record Run(Instant scheduled, boolean late) implements Due {}
    }

    /// Looks at the clock.
    ///
    /// A start that is at most [#ON_TIME] late is made. An older one is made up for when the schedule says
    /// `run-once` and its grace is not over, and then the newest alone: people get one notification, not one for
    /// each missed day.
    ///
    /// @param known the last start that was made or written down as missed; for a new campaign the instant at
    /// which it was first seen, so that nothing before it counts as missed
    public static Starts at(Instant now, Schedule schedule, Instant known) {
        var cron = Cron.of(schedule);
        var missed = since(cron, known, now);
        var next = cron.next(now);
        if (missed.isEmpty()) {
            return new Starts(new Due.Nothing(), missed, next);
        }
        var newest = missed.getLast();
        var lateness = Duration.between(newest, now);
        var onTime = lateness.compareTo(ON_TIME) <= 0;
        var madeUpFor = switch (schedule.missed()) {
            case RUN_ONCE -> lateness.compareTo(schedule.grace()) <= 0;
            case SKIP -> false;
        };
        if (!onTime && !madeUpFor) {
            return new Starts(new Due.Nothing(), missed, next);
        }
        return new Starts(new Due.Run(newest, !onTime), missed.subList(0, missed.size() - 1), next);
    }

    /// From the newest backwards, for a process that slept for a year must not count a million minutes.
    private static List<Instant> since(Cron cron, Instant known, Instant now) {
        var starts = new ArrayList<Instant>();
        var start = cron.previous(now);
        while (start.isPresent() && start.get().isAfter(known) && starts.size() < MOST) {
            starts.addFirst(start.get());
            start = cron.previous(start.get().minusNanos(1));
        }
        return starts;
    }
}
