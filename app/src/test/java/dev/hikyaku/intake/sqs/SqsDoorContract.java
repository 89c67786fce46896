package dev.hikyaku.intake.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Changes.Receipt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The SQS door against a queue that somebody else or we ourselves have written.
@Timeout(180)
abstract class SqsDoorContract extends OpenQueue {
    @Test
    void takesMessagesInAndDeletesThem() {
        send(IntStream.range(0, 25)
                .mapToObj(i -> "{\"sync\":\"note\",\"key\":\"" + i + "\",\"op\":\"delete\"}")
                .toList());
        try (var _ = door(3, 30)) {
            await(() -> takenIn("note") == 25 && QueueState.isEmpty(client, queue));
        }
        assertThat(troubles).isEmpty();
    }

    @Test
    void letsTheNewestVersionWinWhateverTheQueueDoes() {
        var bodies = new ArrayList<String>();
        for (int version = 1; version <= 20; version++) {
            bodies.add("{\"sync\":\"note\",\"key\":\"1\",\"op\":\"upsert\",\"version\":" + version
                    + ",\"requestId\":\"r" + version + "\",\"data\":{\"text\":\"" + version + "\"}}");
        }
        bodies.addAll(bodies.subList(5, 9));
        Collections.shuffle(bodies, new Random(5));
        send(bodies);
        try (var _ = door(3, 30)) {
            await(() -> QueueState.isEmpty(client, queue) && takenIn("note") == 20);
        }
        var newest = ledger.story().changes("note", "1").getLast();
        assertThat(newest.payload()).isEqualTo("{\"id\":\"1\",\"text\":\"20\"}");
    }

    @Test
    void writesDownWhatIsNoChangeAndTakesTheOthersIn() {
        send(List.of(
                "{\"sync\":\"note\",\"key\":\"1\",\"op\":\"delete\"}",
                "not json",
                "{\"sync\":\"nowhere\",\"key\":\"1\",\"op\":\"delete\"}",
                "{\"sync\":\"memo\",\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"txt\":\"a\"}}"));
        try (var _ = door(2, 1)) {
            await(() -> QueueState.isEmpty(client, queue));
        }
        assertThat(takenIn("note")).isEqualTo(1);
        assertThat(ledger.story().notes("message-refused", 10))
                .hasSize(3)
                .anySatisfy(note -> {
                    assertThat(note.sync()).isEqualTo("memo");
                    assertThat(note.detail())
                            .contains("received 2 times: HK4103 /data/txt column \"txt\" feeds no field of this sync;"
                                    + " did you mean \"text\"?");
                })
                .anySatisfy(
                        note -> assertThat(note.detail()).contains("HK4121 no sync \"null\" is served here\nnot json"));
    }

    @Test
    void keepsTheWholeBodyOfWhatItDeletes() {
        var body = "not json " + "佐藤😀".repeat(2_000) + " to the end";
        send(List.of(body));
        try (var _ = door(1, 1)) {
            await(() -> QueueState.isEmpty(client, queue));
        }
        var parts = ledger.story().notes("message-refused", 10).reversed().stream()
                .map(note -> note.detail().substring(note.detail().indexOf('\n') + 1))
                .toList();
        assertThat(parts).hasSizeGreaterThan(1);
        assertThat(String.join("", parts)).isEqualTo(body);
    }

    @Test
    void leavesWhatIsNoChangeToTheDeadLetterQueue() {
        var dead = create(Map.of());
        var policy = "{\"deadLetterTargetArn\":\"" + QueueState.arn(client, dead) + "\",\"maxReceiveCount\":\"2\"}";
        queue = create(Map.of(QueueAttributeName.REDRIVE_POLICY, policy));
        send(List.of("not json"));
        try (var _ = door(0, 1)) {
            await(() -> QueueState.isEmpty(client, queue) && !QueueState.isEmpty(client, dead));
        }
        assertThat(ledger.story().notes("message-refused", 10)).isEmpty();
    }

    @Test
    void keepsMessagesHiddenWhileTheLedgerIsSlow() {
        var writes = new AtomicInteger();
        var slow = new CountDownLatch(1);
        taking.close();
        taking = taking((_, changes) -> {
            writes.incrementAndGet();
            try {
                assertThat(slow.await(8, TimeUnit.SECONDS)).isFalse();
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
            return Collections.nCopies(changes.size(), Receipt.TAKEN_IN);
        });
        send(List.of("{\"sync\":\"note\",\"key\":\"1\",\"op\":\"delete\"}"));
        try (var _ = door(3, 5)) {
            await(() -> QueueState.isEmpty(client, queue));
        }
        assertThat(writes).hasValue(1);
    }

    @Test
    void leavesMessagesWhileTheLedgerIsAwayAndTakesThemInAfterwards() {
        var failures = new AtomicInteger();
        taking.close();
        taking = taking((sync, changes) -> {
            if (failures.incrementAndGet() <= 2) {
                throw new IllegalStateException("away");
            }
            return ledger.changes().takeIn(sync, "sqs", changes);
        });
        send(List.of("{\"sync\":\"note\",\"key\":\"1\",\"op\":\"delete\"}"));
        try (var _ = door(3, 1)) {
            await(() -> QueueState.isEmpty(client, queue) && takenIn("note") == 1);
        }
        assertThat(ledger.story().notes("message-refused", 10)).isEmpty();
    }

    @Test
    void leavesNothingToTheDeadLettersHoweverLongTheLedgerIsAway() {
        var dead = create(Map.of());
        var policy = "{\"deadLetterTargetArn\":\"" + QueueState.arn(client, dead) + "\",\"maxReceiveCount\":\"2\"}";
        queue = create(Map.of(QueueAttributeName.REDRIVE_POLICY, policy));
        var failures = new AtomicInteger();
        taking.close();
        taking = taking((sync, changes) -> {
            if (failures.incrementAndGet() <= 4) {
                throw new IllegalStateException("away");
            }
            return ledger.changes().takeIn(sync, "sqs", changes);
        });
        send(List.of("{\"sync\":\"note\",\"key\":\"1\",\"op\":\"delete\"}"));
        try (var _ = door(3, 1)) {
            await(() -> QueueState.isEmpty(client, queue));
        }
        assertThat(takenIn("note")).isEqualTo(1);
        assertThat(QueueState.isEmpty(client, dead)).isTrue();
    }

    @Test
    void goesOnReceivingThoughARefusalCouldNotBeWrittenDown() {
        send(List.of("not json"));
        var failures = new AtomicInteger();
        SqsDoor.Refused refused = (sync, text) -> {
            if (failures.incrementAndGet() <= 2) {
                throw new IllegalStateException("the ledger is away");
            }
            ledger.story().note(sync, "message-refused", text);
        };
        try (var _ = door(1, 1, refused)) {
            await(() -> QueueState.isEmpty(client, queue));
        }
        assertThat(ledger.story().notes("message-refused", 10)).hasSize(1);
        assertThat(troubles).isNotEmpty().allMatch(trouble -> trouble.contains("the ledger is away"));
    }
}
