package dev.hikyaku.dashboard.login.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What hangs far away costs those who wait for it one wait together.
class OneLookTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int OTHERS = 20;
    private static final long FIVE_SECONDS = Duration.ofSeconds(5).toNanos();

    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger looks = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);

    private OneLook<String> over(Supplier<String> wire, Duration patience) {
        return new OneLook<>(
                () -> {
                    looks.incrementAndGet();
                    return wire.get();
                },
                HOUR,
                patience,
                clock::get);
    }

    private static Provider.Away away() {
        return new Provider.Away("no answer", new IllegalStateException("timed out"));
    }

    private static String says(OneLook<String> look) {
        try {
            return look.get();
        } catch (Provider.Away away) {
            return "away: " + away.getMessage();
        }
    }

    private String saysLate() {
        begun.countDown();
        try {
            goesOn.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        return "there";
    }

    /// One looks, and goes on when all others stand behind it.
    private List<String> crowd(OneLook<String> look) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<String>>();
            all.add(threads.submit(() -> says(look)));
            begun.await();
            for (var i = 0; i < OTHERS; i++) {
                all.add(threads.submit(() -> says(look)));
            }
            while (look.waiting() < OTHERS) {
                Thread.onSpinWait();
            }
            goesOn.countDown();
            var said = new ArrayList<String>();
            for (var one : all) {
                said.add(one.get());
            }
            return said;
        }
    }

    @Test
    @Timeout(30)
    void whoComesWhileOneAsksHearsTheSameFailure() throws Exception {
        var look = over(
                () -> {
                    saysLate();
                    clock.addAndGet(FIVE_SECONDS);
                    throw away();
                },
                LONG);
        assertThat(crowd(look)).hasSize(OTHERS + 1).containsOnly("away: no answer");
        assertThat(looks).hasValue(1);
    }

    @Test
    @Timeout(30)
    void whoComesWhileOneAsksHearsTheSameAnswer() throws Exception {
        var look = over(this::saysLate, LONG);
        assertThat(crowd(look)).hasSize(OTHERS + 1).containsOnly("there");
        assertThat(looks).hasValue(1);
    }

    @Test
    void aFailureCountsForAsLongAsItTook() {
        var look = over(
                () -> {
                    clock.addAndGet(FIVE_SECONDS);
                    throw away();
                },
                LONG);
        says(look);
        clock.addAndGet(FIVE_SECONDS - 1);
        assertThat(says(look)).isEqualTo("away: no answer");
        assertThat(looks).hasValue(1);
        clock.addAndGet(1);
        says(look);
        assertThat(looks).hasValue(2);
    }

    @Test
    void whatWasRefusedAtOnceIsAskedByTheNextOne() {
        var look = over(
                () -> {
                    if (looks.get() == 1) {
                        throw away();
                    }
                    return "there";
                },
                LONG);
        assertThat(says(look)).startsWith("away");
        assertThat(says(look)).isEqualTo("there");
    }

    @Test
    void whatWasFoundIsLookedForAgainWhenItsTimeIsOver() {
        var look = over(() -> "there", LONG);
        assertThat(look.last()).isNull();
        look.get();
        clock.addAndGet(HOUR.toNanos() - 1);
        look.get();
        assertThat(looks).hasValue(1);
        clock.addAndGet(1);
        look.get();
        assertThat(looks).hasValue(2);
        assertThat(look.last()).isEqualTo("there");
    }

    @Test
    void whatCanNotBeUsedStaysSoForWhoHearsOfItLater() {
        var look = over(
                () -> {
                    clock.addAndGet(FIVE_SECONDS);
                    throw new Provider.Unfit("found no issuer");
                },
                LONG);
        assertThatThrownBy(look::get).isInstanceOf(Provider.Unfit.class);
        assertThatThrownBy(look::get).isInstanceOf(Provider.Unfit.class).hasMessage("found no issuer");
    }

    @Test
    @Timeout(30)
    void nobodyWaitsForEverForOneWhoDoesNotComeBack() throws Exception {
        var look = over(this::saysLate, Duration.ofMillis(20));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> says(look));
            begun.await();
            assertThat(says(look)).startsWith("away: no answer to another");
            goesOn.countDown();
            assertThat(first.get()).isEqualTo("there");
        }
    }
}
