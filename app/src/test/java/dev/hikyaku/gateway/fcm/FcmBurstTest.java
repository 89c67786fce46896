package dev.hikyaku.gateway.fcm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Notification;
import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.simulators.push.fcm.FcmSimulator;
import dev.hikyaku.simulators.push.fcm.FcmSimulatorExtension;
import dev.hikyaku.simulators.push.fcm.fault.FcmFault;
import dev.hikyaku.simulators.push.fcm.fault.FcmFault.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Many threads on few connections.
class FcmBurstTest {
    @RegisterExtension
    final FcmSimulatorExtension fcm = new FcmSimulatorExtension();

    private static FcmGateway gateway(FcmSimulator simulator) {
        return new FcmGateway(FcmSettings.of(simulator.url(), simulator.serviceAccount()), Clock.systemUTC());
    }

    private static Notification notification(int number) {
        return new Notification(
                "tag-" + number, "title", "body " + number, null, null, Map.of(), Duration.ofHours(1), Map.of());
    }

    private static Address address(int number) {
        return new Address(Address.Kind.TOKEN, "phone-" + number, Address.Platform.ANDROID, null);
    }

    /// Outcome of every number, sent by so many threads at once.
    private static Map<Integer, Outcome> burst(FcmGateway gateway, int from, int to, int atOnce) {
        var outcomes = new ConcurrentHashMap<Integer, Outcome>();
        var inFlight = new Semaphore(atOnce);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = from; number < to; number++) {
                var mine = number;
                inFlight.acquireUninterruptibly();
                threads.execute(() -> {
                    outcomes.put(mine, gateway.send(notification(mine), address(mine)));
                    inFlight.release();
                });
            }
        }
        return outcomes;
    }

    private static long accepted(Map<Integer, Outcome> outcomes) {
        return outcomes.values().stream()
                .filter(Outcome.Accepted.class::isInstance)
                .count();
    }

    @Test
    void asksForOneTokenHoweverManyThreadsWantIt(FcmSimulator simulator) throws InterruptedException {
        try (var gateway = gateway(simulator)) {
            var expiry = Thread.startVirtualThread(() -> {
                while (simulator.traffic().calls() < 1_500) {
                    Thread.onSpinWait();
                    Thread.yield();
                }
                simulator.tokens().expireAll();
            });
            assertThat(accepted(burst(gateway, 0, 4_000, 200))).isEqualTo(4_000);
            expiry.join();
        }
        assertThat(simulator.traffic().answers()).containsKey(401);
        assertThat(simulator.tokens().handedOut()).isEqualTo(2);
        assertThat(simulator.phones().counts().arrivals()).isEqualTo(4_000);
        assertThat(simulator.phones().counts().duplicates()).isZero();
    }

    @Test
    void renewsATokenBeforeItRunsOut(FcmSimulator simulator) {
        simulator.tokens().life(Duration.ofSeconds(2));
        try (var gateway = gateway(simulator)) {
            for (var from = 0; simulator.tokens().handedOut() < 3; from += 200) {
                assertThat(accepted(burst(gateway, from, from + 200, 50))).isEqualTo(200);
            }
            assertThat(simulator.traffic().answers()).containsOnlyKeys(200);
        }
    }

    @Test
    void losesNothingToGoaways(FcmSimulator simulator) {
        simulator.faults().set(FcmFault.of(Kind.GOAWAY).share(0.01).times(10));
        try (var gateway = gateway(simulator)) {
            var outcomes = burst(gateway, 0, 5_000, 300);
            var arrived = simulator.phones().counts().arrivals();
            assertThat(accepted(outcomes)).isLessThanOrEqualTo(arrived);
            outcomes.forEach((number, outcome) -> {
                switch (outcome) {
                    case Outcome.Accepted _ ->
                        assertThat(simulator.phones().copies("phone-" + number)).isEqualTo(1);
                    case Outcome.NotNow _ ->
                        assertThat(simulator.phones().copies("phone-" + number)).isZero();
                    case Outcome.Unknown _ ->
                        assertThat(simulator.phones().copies("phone-" + number)).isLessThanOrEqualTo(1);
                    case Outcome.Rejected rejected -> assertThat(rejected).isNull();
                    case Outcome.Stopped stopped -> assertThat(stopped).isNull();
                }
            });
            assertThat(accepted(outcomes)).isGreaterThan(4_500);
        }
    }

    @Test
    void neverSaysThatALostAnswerWasNotTaken(FcmSimulator simulator) {
        simulator.faults().set(FcmFault.of(Kind.TAKEN_THEN_DROPPED).share(0.005));
        simulator.faults().set(FcmFault.of(Kind.DROPPED).share(0.005));
        try (var gateway = gateway(simulator)) {
            var outcomes = burst(gateway, 0, 3_000, 100);
            outcomes.forEach((number, outcome) -> {
                var copies = simulator.phones().copies("phone-" + number);
                switch (outcome) {
                    case Outcome.Accepted _ -> assertThat(copies).isEqualTo(1);
                    case Outcome.NotNow _ -> assertThat(copies).isZero();
                    case Outcome.Unknown _ -> assertThat(copies).isLessThanOrEqualTo(1);
                    case Outcome.Rejected rejected -> assertThat(rejected).isNull();
                    case Outcome.Stopped stopped -> assertThat(stopped).isNull();
                }
            });
            assertThat(outcomes.values()).anyMatch(Outcome.Unknown.class::isInstance);
        }
    }

    @Test
    void moreThreadsThanStreamsWaitForOne(FcmSimulator simulator) {
        simulator.traffic().latency(5);
        var narrow = FcmSettings.of(simulator.url(), simulator.serviceAccount()).withConnections(2, 10);
        try (var gateway = new FcmGateway(narrow, Clock.systemUTC())) {
            assertThat(accepted(burst(gateway, 0, 1_000, 200))).isEqualTo(1_000);
        }
    }

    @Test
    @Timeout(120)
    void noCallWaitsForTheAnswerToAnother(FcmSimulator simulator) throws InterruptedException {
        simulator.traffic().latency(Duration.ofHours(1).toMillis());
        var patient =
                FcmSettings.of(simulator.url(), simulator.serviceAccount()).withTimeout(Duration.ofHours(1));
        var gateway = new FcmGateway(patient, Clock.systemUTC());
        var calls = Thread.startVirtualThread(() -> burst(gateway, 0, 1_000, 1_000));
        while (simulator.traffic().calls() < 1_000) {
            Thread.sleep(Duration.ofMillis(10));
        }
        gateway.close();
        calls.join();
    }

    @Test
    void asksNoMoreStreamsOfAConnectionThanItGives(FcmSimulator simulator) {
        simulator.traffic().latency(50);
        var wide = FcmSettings.of(simulator.url(), simulator.serviceAccount()).withConnections(1, 300);
        try (var gateway = new FcmGateway(wide, Clock.systemUTC())) {
            burst(gateway, 0, 1, 1);
            // the connection's 100 streams are known by now
            assertThat(accepted(burst(gateway, 1, 1_000, 300))).isEqualTo(999);
        }
        try (var gateway = new FcmGateway(wide, Clock.systemUTC())) {
            // on a connection that is new they may not be, and then nothing was taken
            assertThat(burst(gateway, 1_000, 1_300, 300).values())
                    .allMatch(outcome -> outcome instanceof Outcome.Accepted || outcome instanceof Outcome.NotNow);
        }
        assertThat(simulator.phones().counts().duplicates()).isZero();
    }
}
