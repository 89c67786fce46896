package dev.hikyaku.push.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a run would come to now.
///
/// @param audience the rows of the query
/// @param suppressed recipients by reason
/// @param rejected rows that can't be worded, by reason, the most frequent first
/// @param held recipients that would wait, the soonest first
/// @param sent what would go to providers
/// @param stops what would stop the run before anything is sent, as the run would say it
/// @param pace how long it takes
/// @param samples the first notifications
public record Foreseen(
        Audience audience,
        Map<String, Long> suppressed,
        List<Unfit> rejected,
        List<Held> held,
        Sent sent,
        List<String> stops,
        Pace pace,
        List<Sample> samples) {

    public Foreseen {
        suppressed = new TreeMap<>(suppressed);
        rejected = List.copyOf(rejected);
        held = List.copyOf(held);
        stops = List.copyOf(stops);
        samples = List.copyOf(samples);
    }

    /// What the query found.
    ///
    /// @param exact false when there were so many rows that not every duplicate could be told
    public record Audience(long rows, long duplicates, long sentBefore, long recipients, boolean exact) {}

    /// Rows that can't be worded for one reason.
    public record Unfit(String code, String reason, long rows) {}

    /// Recipients that wait for the same moment.
    ///
    /// @param gone when the last of them has left: they leave at the pace of the run, and behind those who were due
    /// before
    /// @param tooLate those whose time is over before their turn comes
    public record Held(String reason, Instant until, long recipients, Instant gone, long tooLate) {
        Held and(long more) {
            return new Held(reason, until, recipients + more, gone, tooLate);
        }
    }

    /// What would go out.
    ///
    /// @param recipients that get it at once
    /// @param devices notifications to them
    /// @param largest bytes of the largest notification; 0 when there is none
    public record Sent(long recipients, long devices, int largest) {}

    /// How long it takes.
    ///
    /// @param perSecond notifications a second at most
    /// @param waits until the minutes around a quarter of an hour are over; zero for a small campaign
    /// @param finish when the last one has gone at the earliest; held ones not counted
    /// @param crowded next start by the schedule that falls into minutes when everybody starts, or null
    public record Pace(
            double perSecond,
            Duration waits,
            Instant finish,
            @Nullable Instant crowded) {}

    /// What one phone would show.
    public record Sample(
            String user,
            String platform,
            String title,
            String body,
            @Nullable String open,
            int bytes) {}

    /// Whether a run would send anything, now or later.
    public boolean hasWork() {
        return sent.recipients() > 0 || !held.isEmpty();
    }
}
