package dev.hikyaku.gateway.sns;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Lets so many calls a second pass, evenly: a tenth of a second's calls at once, no more.
final class Rate {
    private static final double NANOS = 1e9;
    private final double perSecond;
    private final double burst;
    private double tokens;
    private long filled;

    Rate(double perSecond) {
        this.perSecond = perSecond;
        this.burst = Math.max(1, perSecond / 10);
        this.tokens = burst;
        this.filled = System.nanoTime();
    }

    /// Waits for a turn.
    ///
    /// @return zero when the turn has come; else how long the wait would be, and no turn was taken
    Duration await(Duration most) throws InterruptedException {
        var wait = reserve(most.toNanos());
        if (wait > most.toNanos()) {
            return Duration.ofNanos(wait);
        }
        TimeUnit.NANOSECONDS.sleep(wait);
        return Duration.ZERO;
    }

    private synchronized long reserve(long most) {
        var now = System.nanoTime();
        tokens = Math.min(burst, tokens + (now - filled) / NANOS * perSecond);
        filled = now;
        var wait = tokens >= 1 ? 0 : (long) Math.ceil((1 - tokens) / perSecond * NANOS);
        if (wait <= most) {
            // below nothing: those who wait have theirs reserved
            tokens -= 1;
        }
        return wait;
    }
}
