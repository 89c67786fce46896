package dev.hikyaku.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ReadinessTest {
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicBoolean isUp = new AtomicBoolean(true);
    private final AtomicLong now = new AtomicLong();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    private boolean look() {
        looks.incrementAndGet();
        return isUp.get();
    }

    private boolean lookLong() {
        begun.countDown();
        try {
            end.await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        return look();
    }

    @Test
    void looksOnceASecondHoweverOftenItIsAsked() {
        var readiness = new Readiness(this::look, now::get);
        for (int i = 0; i < 1_000; i++) {
            assertThat(readiness.getAsBoolean()).isTrue();
        }
        assertThat(looks).hasValue(1);
        isUp.set(false);
        now.addAndGet(Readiness.REMEMBERED.toNanos() - 1);
        assertThat(readiness.getAsBoolean()).isTrue();
        now.incrementAndGet();
        assertThat(readiness.getAsBoolean())
                .as("a bad answer counts for no longer either")
                .isFalse();
        isUp.set(true);
        assertThat(readiness.getAsBoolean()).isFalse();
        now.addAndGet(Readiness.REMEMBERED.toNanos());
        assertThat(readiness.getAsBoolean()).isTrue();
        assertThat(looks).hasValue(3);
    }

    @Test
    @Timeout(60)
    void letsAllShareTheOneLookThatIsUnderWay() throws Exception {
        var readiness = new Readiness(this::lookLong, now::get);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < 50; i++) {
                asked.add(threads.submit(readiness::getAsBoolean));
            }
            begun.await();
            end.countDown();
            for (var one : asked) {
                assertThat(one.get()).isTrue();
            }
        }
        assertThat(looks).hasValue(1);
    }

    @Test
    @Timeout(60)
    void saysNoToWhoWouldWaitForALookThatDoesNotEnd() throws Exception {
        var readiness = new Readiness(this::lookLong, now::get);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(readiness::getAsBoolean);
            begun.await();
            assertThat(readiness.getAsBoolean()).isFalse();
            assertThat(looks).hasValue(0);
            end.countDown();
            assertThat(first.get()).isTrue();
        }
    }
}
