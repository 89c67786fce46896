package dev.hikyaku.ledger.history;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What happened in one step of time.
///
/// @param at when it begins
/// @param seconds how much of it is over
/// @param counts null when nobody wrote anything down
/// @param oldest the longest that a change was seen to wait, in seconds; null when nobody looked
/// @param half within so many seconds half of what was accepted was; null when nothing was, or it was not measured
/// @param most the same of 95 of 100
public record Point(
        Instant at,
        long seconds,
        @Nullable Counts counts,
        @Nullable Double oldest,
        @Nullable Double half,
        @Nullable Double most) {
    private static final double HALF = 0.5;
    private static final double MOST = 0.95;

    static Point of(Instant at, long seconds, @Nullable Bucket bucket) {
        if (bucket == null) {
            return new Point(at, seconds, null, null, null, null);
        }
        return new Point(
                at,
                seconds,
                bucket.counts,
                seconds(bucket.oldest),
                seconds(bucket.waits.quantile(HALF).orElse(null)),
                seconds(bucket.waits.quantile(MOST).orElse(null)));
    }

    private static @Nullable Double seconds(@Nullable Duration time) {
        return time == null ? null : time.toMillis() / 1e3;
    }

    /// How many of them in a minute.
    ///
    /// @param count in the whole step
    public double perMinute(long count) {
        return Math.round(count * 600.0 / seconds) / 10.0;
    }
}
