package dev.hikyaku.ledger.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitsTest {
    private static void isAbout(Waits waits, double share, Duration wanted) {
        assertThat(waits.quantile(share).orElseThrow().toMillis())
                .isBetween(wanted.toMillis() * 9 / 10, wanted.toMillis() * 11 / 10);
    }

    @Test
    void aQuantileIsATenthOffAtMost() {
        var waits = new Waits();
        for (var second = 1; second <= 1_000; second++) {
            waits.add(Duration.ofSeconds(second), 3);
        }
        isAbout(waits, 0.5, Duration.ofSeconds(500));
        isAbout(waits, 0.95, Duration.ofSeconds(950));
        isAbout(waits, 1, Duration.ofSeconds(1_000));
    }

    @Test
    void sumsKnowWhatEachKnew() {
        var quick = new Waits();
        quick.add(Duration.ofMillis(300), 90);
        var slow = Waits.of(null);
        slow.add(Duration.ofHours(5), 10);
        quick.add(Waits.of(slow.text()));
        isAbout(quick, 0.5, Duration.ofMillis(300));
        isAbout(quick, 0.95, Duration.ofHours(5));
    }

    @Test
    void nothingHasNoQuantileAndTheLongestWaitStillFits() {
        assertThat(new Waits().quantile(0.5)).isEmpty();
        assertThat(new Waits().text()).isNull();
        var waits = new Waits();
        waits.add(Duration.ofDays(40_000), 1);
        waits.add(Duration.ZERO, 1);
        assertThat(waits.text()).isEqualTo("0:1 140:1");
    }
}
