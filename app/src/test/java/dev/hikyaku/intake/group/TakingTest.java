package dev.hikyaku.intake.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.intake.group.Taking.NotTaken;
import dev.hikyaku.intake.group.Taking.Why;
import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Changes.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;

@Timeout(60)
class TakingTest {
    private final List<Integer> commits = new CopyOnWriteArrayList<>();
    private final CountDownLatch firstCommit = new CountDownLatch(1);

    /// A ledger that stands still in its first commit until it is told to go on.
    private List<Receipt> write(List<NewChange> changes) {
        commits.add(changes.size());
        if (commits.size() == 1) {
            await(firstCommit);
        }
        if (changes.stream().anyMatch(change -> change.key().equals("bad"))) {
            throw new DataIntegrityViolationException("does not fit");
        }
        if (changes.stream().anyMatch(change -> change.key().equals("away"))) {
            throw new QueryTimeoutException("no answer");
        }
        return changes.stream().map(_ -> Receipt.TAKEN_IN).toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private Taking taking(int most) {
        return new Taking((_, changes) -> write(changes), Set.of("note"), most, () -> {});
    }

    private static List<NewChange> change(String key) {
        return List.of(new NewChange(key, null, null));
    }

    @Test
    void takesWhatGathersDuringACommitInTogether() throws Exception {
        try (var taking = taking(100);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = callers.submit(() -> taking.takeIn("note", change("first")));
            var others = othersDuringTheFirst(taking, callers, List.of("1", "2", "3", "4"));
            firstCommit.countDown();
            assertThat(first.get()).containsExactly(Receipt.TAKEN_IN);
            for (var other : others) {
                assertThat(other.get()).containsExactly(Receipt.TAKEN_IN);
            }
        }
        assertThat(commits).containsExactly(1, 4);
    }

    @Test
    void failsOnlyTheCallerWhoseChangeIsRefused() throws Exception {
        try (var taking = taking(100);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            callers.submit(() -> taking.takeIn("note", change("first")));
            var others = othersDuringTheFirst(taking, callers, List.of("1", "bad", "3"));
            firstCommit.countDown();
            assertThat(others.get(0).get()).containsExactly(Receipt.TAKEN_IN);
            assertThat(why(others.get(1))).isEqualTo(Why.REFUSED);
            assertThat(others.get(2).get()).containsExactly(Receipt.TAKEN_IN);
        }
        assertThat(commits).containsExactly(1, 3, 1, 1, 1);
    }

    @Test
    void failsAllWhileTheLedgerIsAway() throws Exception {
        try (var taking = taking(100);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            callers.submit(() -> taking.takeIn("note", change("first")));
            var others = othersDuringTheFirst(taking, callers, List.of("1", "away"));
            firstCommit.countDown();
            assertThat(why(others.get(0))).isEqualTo(Why.AWAY);
            assertThat(why(others.get(1))).isEqualTo(Why.AWAY);
        }
        assertThat(commits).containsExactly(1, 2);
    }

    @Test
    void letsNoMoreWaitThanItHasRoomFor() throws Exception {
        try (var taking = taking(2);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            callers.submit(() -> taking.takeIn("note", change("first")));
            othersDuringTheFirst(taking, callers, List.of("1"));
            assertThatThrownBy(() -> taking.takeIn("note", change("2")))
                    .isInstanceOfSatisfying(
                            NotTaken.class, not -> assertThat(not.why()).isEqualTo(Why.FULL));
            firstCommit.countDown();
        }
    }

    @Test
    void keepsNothingOfCallersThatWaitNoLonger() throws Exception {
        var bounds = new Taking.Bounds(100, Duration.ofSeconds(2));
        try (var taking = new Taking((_, changes) -> write(changes), Set.of("note"), bounds, () -> {});
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = callers.submit(() -> taking.takeIn("note", change("first")));
            var others = othersDuringTheFirst(taking, callers, List.of("1", "2"));
            for (var one : List.of(first, others.get(0), others.get(1))) {
                assertThat(why(one)).isEqualTo(Why.AWAY);
            }
            assertThat(taking.queued("note")).isZero();
            assertThat(taking.waiting()).isZero();
            firstCommit.countDown();
        }
        assertThat(commits).containsExactly(1);
    }

    @Test
    void takesInWhatWaitsBeforeItCloses() throws Exception {
        var callers = Executors.newVirtualThreadPerTaskExecutor();
        var taking = taking(100);
        callers.submit(() -> taking.takeIn("note", change("first")));
        var others = othersDuringTheFirst(taking, callers, List.of("1"));
        firstCommit.countDown();
        taking.close();
        assertThat(others.getFirst().get()).containsExactly(Receipt.TAKEN_IN);
        assertThatThrownBy(() -> taking.takeIn("note", change("2")))
                .isInstanceOfSatisfying(
                        NotTaken.class, not -> assertThat(not.why()).isEqualTo(Why.CLOSED));
        callers.close();
    }

    private List<Future<List<Receipt>>> othersDuringTheFirst(
            Taking taking, ExecutorService callers, List<String> keys) {
        while (commits.isEmpty()) {
            Thread.onSpinWait();
        }
        var others = new ArrayList<Future<List<Receipt>>>();
        for (var key : keys) {
            others.add(callers.submit(() -> taking.takeIn("note", change(key))));
            while (taking.queued("note") < others.size()) {
                Thread.onSpinWait();
            }
        }
        return others;
    }

    private static Why why(Future<List<Receipt>> caller) throws InterruptedException {
        try {
            caller.get();
            throw new AssertionError("was taken in");
        } catch (ExecutionException failed) {
            return ((NotTaken) failed.getCause()).why();
        }
    }
}
