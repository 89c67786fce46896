package dev.hikyaku.push.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/// Time as the pace sees it.
public interface PaceClock {
    /// Nanoseconds since some moment.
    long nanos();

    /// The time of day.
    Instant now();

    /// Waits.
    void sleep(Duration time);

    /// The machine's own.
    static PaceClock system() {
        return new PaceClock() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public void sleep(Duration time) {
                LockSupport.parkNanos(time.toNanos());
            }
        };
    }
}
