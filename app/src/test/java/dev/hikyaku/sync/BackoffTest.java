package dev.hikyaku.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void doublesFromOneSecondToFiveMinutes() {
        var seconds = new long[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300};
        for (int before = 0; before < seconds.length; before++) {
            assertThat(Backoff.pause(before, "001000000000001AAA"))
                    .isBetween(
                            Duration.ofMillis(seconds[before] * 800),
                            Duration.ofMillis(Math.min(seconds[before] * 1200, 300_000)));
        }
        assertThat(Backoff.pause(Integer.MAX_VALUE, null)).isLessThanOrEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void isTheSameForAllRowsOfOneParentAndSpreadsParents() {
        assertThat(Backoff.pause(3, "A")).isEqualTo(Backoff.pause(3, "A"));
        assertThat(Backoff.pause(3, null)).isEqualTo(Backoff.pause(3, null));
        var pauses = IntStream.range(0, 100)
                .mapToObj(parent -> Backoff.pause(3, "parent " + parent))
                .distinct();
        assertThat(pauses.count()).isGreaterThan(90);
    }
}
