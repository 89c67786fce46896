package dev.hikyaku.push.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Duration RAMP = Duration.ofSeconds(10);

    /// Time that passes only while somebody sleeps, or when a test says so.
    private static final class Sandglass implements PaceClock {
        private long nanos = 1_000;

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public Instant now() {
            return Instant.ofEpochSecond(0, nanos);
        }

        @Override
        public void sleep(Duration time) {
            nanos += time.toNanos();
        }
    }

    private final Sandglass clock = new Sandglass();

    /// How many go in this time.
    private int count(Pace pace, Duration time) {
        var end = clock.nanos + time.toNanos();
        var count = 0;
        for (pace.await(); clock.nanos < end; pace.await()) {
            count++;
        }
        return count;
    }

    @Test
    void risesToItsRateWithinTheRampAndNoFurther() {
        var pace = new Pace(100, RAMP, clock);
        assertThat(pace.rate()).isEqualTo(10);
        clock.sleep(Duration.ofSeconds(4));
        assertThat(pace.rate()).isEqualTo(50);
        clock.sleep(Duration.ofSeconds(5));
        assertThat(pace.rate()).isEqualTo(100);
        clock.sleep(Duration.ofHours(1));
        assertThat(pace.rate()).isEqualTo(100);
    }

    @Test
    void sendsEvenlyAtItsRate() {
        var pace = new Pace(200, Duration.ZERO, clock);
        for (var tenth = 0; tenth < 50; tenth++) {
            assertThat(count(pace, Duration.ofMillis(100))).isBetween(18, 21);
        }
    }

    @Test
    void makesNoBurstOfWhatItMissed() {
        var pace = new Pace(1_000, Duration.ZERO, clock);
        clock.sleep(Duration.ofMinutes(1));
        assertThat(count(pace, Duration.ofMillis(10))).isBetween(10, 65);
    }

    @Test
    void risesAnewAfterARest() {
        var pace = new Pace(100, RAMP, clock);
        clock.sleep(Duration.ofMinutes(1));
        pace.restart();
        assertThat(pace.rate()).isEqualTo(10);
    }
}
