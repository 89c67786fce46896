package dev.hikyaku.run.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SeldomTest {
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger done = new AtomicInteger();
    private final Seldom seldom = new Seldom(20, now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private void work(Duration time) {
        seldom.run(() -> {
            pass(time);
            done.incrementAndGet();
        });
    }

    @Test
    void restsTwentyTimesAsLongAsItTook() {
        work(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(20).minusNanos(1));
        work(Duration.ofSeconds(1));
        assertThat(done).hasValue(1);
        pass(Duration.ofNanos(1));
        work(Duration.ZERO);
        assertThat(done).hasValue(2);
        work(Duration.ZERO);
        assertThat(done).as("what takes no time is done whenever it is wanted").hasValue(3);
    }

    @Test
    void isDoneAgainAtOnceWhereItFailed() {
        assertThatThrownBy(() -> seldom.run(() -> {
                    pass(Duration.ofSeconds(1));
                    throw new IllegalStateException("away");
                }))
                .hasMessage("away");
        work(Duration.ZERO);
        assertThat(done).hasValue(1);
    }
}
