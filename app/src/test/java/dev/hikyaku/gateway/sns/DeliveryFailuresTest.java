package dev.hikyaku.gateway.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.simulators.push.sns.fault.SnsFault;
import java.time.Duration;
import java.util.ArrayList;
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
}
