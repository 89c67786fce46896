package dev.hikyaku.simulators.push.fcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.simulators.push.fcm.fault.FcmFault;
import dev.hikyaku.simulators.push.fcm.fault.FcmFault.Kind;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FcmFaultsTest {
    @RegisterExtension
    final FcmSimulatorExtension fcm = new FcmSimulatorExtension();

    private FcmSimulator simulator;
    private FcmClient client;

    @BeforeEach
    void login(FcmSimulator started) {
        simulator = started;
        client = new FcmClient(started).login();
    }

    private String code(String address) {
        return client.send("\"token\":\"" + address + "\",\"notification\":{\"title\":\"t\"}")
                .code();
    }

    @ParameterizedTest
    @CsvSource({
        "unregistered, 404 404 NOT_FOUND UNREGISTERED",
        "sender-mismatch, 403 403 PERMISSION_DENIED SENDER_ID_MISMATCH",
        "invalid-token, 400 400 INVALID_ARGUMENT INVALID_ARGUMENT",
        "invalid-payload, 400 400 INVALID_ARGUMENT at message.notification",
        "quota, 429 429 RESOURCE_EXHAUSTED QUOTA_EXCEEDED",
        "device-quota, 429 429 RESOURCE_EXHAUSTED QUOTA_EXCEEDED",
        "unavailable, 503 503 UNAVAILABLE UNAVAILABLE",
        "internal, 500 500 INTERNAL INTERNAL",
        "third-party-auth, 401 401 UNAUTHENTICATED THIRD_PARTY_AUTH_ERROR",
        "permission-denied, 403 403 PERMISSION_DENIED",
        "unauthenticated, 401 401 UNAUTHENTICATED",
    })
    void anAddressTellsWhatGoesWrong(String kind, String code) {
        assertThat(code("sim-" + kind + "-1")).isEqualTo(code);
        assertThat(simulator.phones().counts().arrivals()).isZero();
        assertThat(simulator.traffic().answers()).containsEntry(Integer.parseInt(code.substring(0, 3)), 1L);
    }

    @Test
    void someAreTakenAllTheSame() {
        assertThat(code("sim-internal-but-taken-1")).isEqualTo("500 500 INTERNAL INTERNAL");
        assertThat(code("sim-unavailable-but-taken-1")).isEqualTo("503 503 UNAVAILABLE UNAVAILABLE");
        assertThatThrownBy(() -> code("sim-taken-then-dropped-1")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> code("sim-dropped-1")).isInstanceOf(UncheckedIOException.class);
        assertThat(simulator.phones().addresses("sim-", 10))
                .containsExactlyInAnyOrder(
                        "sim-internal-but-taken-1", "sim-unavailable-but-taken-1", "sim-taken-then-dropped-1");
    }

    @Test
    void aLateAnswerComesLate() {
        simulator.faults().set(FcmFault.of(Kind.TAKEN_THEN_LATE).amount(300).times(1));
        var before = Instant.now();
        assertThat(client.send("\"token\":\"a\"").status()).isEqualTo(200);
        assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(299));
    }

    @Test
    void allAnswersCanBeLate() {
        simulator.traffic().latency(200);
        var before = Instant.now();
        assertThat(client.send("\"token\":\"a\"").status()).isEqualTo(200);
        assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(199));
    }

    @Test
    void hitsByPrefixAndSoManyTimes() {
        simulator.faults().set(FcmFault.of(Kind.UNREGISTERED).on("old-").times(2));
        assertThat(client.send("\"token\":\"new-1\"").status()).isEqualTo(200);
        var statuses = IntStream.range(0, 3)
                .map(_ -> client.send("\"token\":\"old-1\"").status())
                .toArray();
        assertThat(statuses).containsExactly(404, 404, 200);
        assertThat(simulator.faults().active()).isEmpty();
    }

    @Test
    void hitsAShare() {
        simulator.faults().set(FcmFault.of(Kind.INTERNAL).share(0.25));
        var hit = IntStream.range(0, 400)
                .filter(_ -> client.send("\"token\":\"a\"").status() == 500)
                .count();
        // 240 in a minute to one device are fine, beyond that 429 counts among the others
        assertThat(hit).isBetween(30L, 130L);
    }

    @Test
    void aGoawayLeavesTheCallItsAnswer() {
        client.ask("GET", "/simulator/status", "");
        simulator.faults().set(FcmFault.of(Kind.GOAWAY).times(1));
        assertThat(client.send("\"token\":\"a\"").status()).isEqualTo(200);
        assertThat(client.send("\"token\":\"a\"").status()).isEqualTo(200);
        assertThat(simulator.phones().copies("a")).isEqualTo(2);
    }

    @Test
    void theProjectsMinuteRunsOutAndSaysWhenToComeAgain() {
        simulator.quota().perMinute(3);
        assertThat(code("sim-unregistered-1")).startsWith("404");
        assertThat(client.send("\"token\":\"a b\"").status()).isEqualTo(400);
        assertThat(client.send("\"token\":\"a\"").status()).isEqualTo(200);
        var over = client.send("\"token\":\"a\"");
        assertThat(over.code()).isEqualTo("429 429 RESOURCE_EXHAUSTED QUOTA_EXCEEDED");
        assertThat(Integer.parseInt(over.header("retry-after"))).isBetween(1, 60);
    }

    @Test
    void oneDeviceGets240AMinute() {
        for (var number = 0; number < 240; number++) {
            assertThat(client.send("\"token\":\"a\"").status()).isEqualTo(200);
        }
        assertThat(code("a")).isEqualTo("429 429 RESOURCE_EXHAUSTED QUOTA_EXCEEDED");
        assertThat(client.send("\"token\":\"b\"").status()).isEqualTo(200);
    }

    @Test
    void isSwitchedFromOutside() {
        var set = client.post("/simulator/faults", "{\"kind\":\"quota\",\"prefix\":\"x\",\"times\":1,\"amount\":7}");
        assertThat(set.json().path("faults").get(0).path("kind").asString()).isEqualTo("quota");
        assertThat(client.send("\"token\":\"x1\"").header("retry-after")).isEqualTo("7");
        assertThat(client.post("/simulator/faults", "{\"kind\":\"bad luck\"}")
                        .response()
                        .body())
                .isEqualTo("{\"problem\":\"no fault is called bad luck\"}");
        client.send("\"token\":\"y\",\"notification\":{\"title\":\"<b>\"}");
        assertThat(client.ask("GET", "/simulator/phones?prefix=y", "")
                        .json()
                        .path("phones")
                        .get(0)
                        .path("shown")
                        .get(0)
                        .path("title")
                        .asString())
                .isEqualTo("<b>");
        assertThat(client.post("/simulator/dismiss?address=y", "")
                        .json()
                        .path("dismissed")
                        .asBoolean())
                .isTrue();
        assertThat(client.ask("GET", "/simulator/status", "")
                        .json()
                        .path("arrivals")
                        .asInt())
                .isEqualTo(1);
    }
}
