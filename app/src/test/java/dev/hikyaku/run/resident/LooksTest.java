package dev.hikyaku.run.resident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LooksTest {
    private final AtomicLong now = new AtomicLong(-7);
    private final Looks looks = new Looks(now::get);

    private void look(String operation, Duration time) {
        looks.look(operation, () -> now.addAndGet(time.toNanos()));
    }

    private Duration pauseAfterALookOf(Duration time) {
        look("upsert", time);
        var begin = now.get();
        while (!looks.isDue("upsert")) {
            now.addAndGet(Duration.ofMillis(1).toNanos());
        }
        return Duration.ofNanos(now.get() - begin);
    }

    @Test
    void getATenthOfTheTimeAndAreNeverForgotten() {
        assertThat(pauseAfterALookOf(Duration.ZERO)).isZero();
        assertThat(pauseAfterALookOf(Duration.ofMillis(20))).isEqualTo(Duration.ofMillis(180));
        assertThat(pauseAfterALookOf(Duration.ofMillis(400))).isEqualTo(Duration.ofMillis(3_600));
        assertThat(pauseAfterALookOf(Duration.ofMinutes(1))).isEqualTo(Looks.LONGEST_PAUSE);
    }

    @Test
    void ofOneOperationDoNotHoldUpTheOther() {
        look("upsert", Duration.ofSeconds(1));
        assertThat(looks.isDue("upsert")).isFalse();
        assertThat(looks.isDue("delete")).isTrue();
    }

    @Test
    void areDueAtOnceWhereWorkWasFound() {
        look("upsert", Duration.ofSeconds(1));
        looks.atOnce("upsert");
        assertThat(looks.isDue("upsert")).isTrue();
    }
}
