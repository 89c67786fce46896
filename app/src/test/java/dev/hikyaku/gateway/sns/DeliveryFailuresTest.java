package dev.hikyaku.gateway.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.simulators.push.sns.fault.SnsFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryFailuresTest extends SnsSetup {
    private DeliveryFailures failures;

    @BeforeEach
    void openTheQueue() {
        failures = new DeliveryFailures(settings, simulator.queueUrl());
        simulator.faults().set(SnsFault.provider("UNREGISTERED").forTokens("dead-"));
    }

    @AfterEach
    void closeTheQueue() {
        failures.close();
    }

    @Test
    void whatFailedAfterTheYesIsToldOnceAndTheDeviceIsDisabled() throws InterruptedException {
        var outcome = (Outcome.Accepted) gateway.send(HELLO, device("dead-1"));
        settle();
        var told = new ArrayList<DeliveryFailure>();

        assertThat(failures.read(Duration.ofSeconds(1), told::add)).isEqualTo(1);

        assertThat(told)
                .containsExactly(new DeliveryFailure(outcome.messageId(), "InvalidPlatformToken", endpoint(outcome)));
        assertThat(told.getFirst()).hasToString("InvalidPlatformToken of " + outcome.messageId());
        assertThat(simulator.events()).isZero();
        assertThat(failures.read(Duration.ZERO, told::add)).isZero();
        assertThat(gateway.send(HELLO, device("dead-1", endpoint(outcome)))).isInstanceOf(Outcome.Rejected.class);
    }

    private static String endpoint(Outcome.Accepted accepted) {
        return String.valueOf(accepted.endpoint());
    }

    @Test
    void whatTheConsumerDidNotTakeStaysInTheQueue() throws InterruptedException {
        gateway.send(HELLO, device("dead-1"));
        settle();

        assertThatThrownBy(() -> failures.read(Duration.ofSeconds(1), _ -> {
                    throw new IllegalStateException("the ledger is away");
                }))
                .hasMessage("the ledger is away");
        assertThat(simulator.events()).isEqualTo(1);
    }

    @Test
    void theReaderGoesOnUntilItIsInterrupted() throws InterruptedException {
        BlockingQueue<DeliveryFailure> told = new LinkedBlockingQueue<>();
        var reader = Thread.ofVirtual().start(() -> failures.readUntilInterrupted(told::add));
        try {
            for (var device = 0; device < 12; device++) {
                gateway.send(HELLO, device("dead-" + device));
            }
            for (var device = 0; device < 12; device++) {
                assertThat(told.poll(10, TimeUnit.SECONDS)).isNotNull();
            }
            awaitEmptyQueue();
        } finally {
            reader.interrupt();
        }
        assertThat(reader.join(Duration.ofSeconds(10))).isTrue();
    }

    /// The last one is deleted after it was told.
    private void awaitEmptyQueue() {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (simulator.events() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(simulator.events()).isZero();
    }
}
