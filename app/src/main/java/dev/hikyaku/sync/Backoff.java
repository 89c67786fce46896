package dev.hikyaku.sync;

import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// How long a row waits before it is sent again: one second, doubled each time, at most five minutes, a fifth more or
/// less.
///
/// Rows of one parent wait equally long, so that they travel together and one after the other; those of different
/// parents come back at different times. Salesforce locks the parent of each row it writes ("Record Locking Cheat
/// Sheet", Salesforce Developers).
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final double SPREAD = 0.2;

    private Backoff() {}

    /// The pause after one more refusal.
    ///
    /// @param before how often the change met this refusal before
    /// @param parent what rows of one parent have in common, or null
    static Duration pause(int before, @Nullable String parent) {
        var doubled = FIRST.multipliedBy(1L << Math.min(before, 20));
        var whole = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        var dice = new SplittableRandom(31L * (parent == null ? 0 : parent.hashCode()) + before);
        var spread = Duration.ofMillis(Math.round(whole.toMillis() * dice.nextDouble(1 - SPREAD, 1 + SPREAD)));
        return spread.compareTo(LONGEST) < 0 ? spread : LONGEST;
    }
}
