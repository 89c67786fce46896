package dev.hikyaku.gateway.fcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Notification;
import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.simulators.push.fcm.FcmSimulator;
import dev.hikyaku.simulators.push.fcm.FcmSimulatorExtension;
import dev.hikyaku.simulators.push.fcm.fault.FcmFault;
import dev.hikyaku.simulators.push.fcm.fault.FcmFault.Kind;
import dev.hikyaku.simulators.push.phones.Shown;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FcmGatewayTest {
    private static final Notification INSPECTION = new Notification(
            "tag-1", "車検", "明日です", "app://cars/1", null, Map.of("plate", "1234"), Duration.ofHours(1), Map.of());

    @RegisterExtension
    final FcmSimulatorExtension fcm = new FcmSimulatorExtension();

    private FcmGateway gateway;
    private FcmSimulator simulator;

    @BeforeEach
    void connect(FcmSimulator started) {
        simulator = started;
        gateway = new FcmGateway(
                FcmSettings.of(started.url(), started.serviceAccount()).withTimeout(Duration.ofSeconds(2)),
                Clock.systemUTC());
    }

    @AfterEach
    void disconnect() {
        gateway.close();
    }

    private static Address android(String text) {
        return new Address(Address.Kind.TOKEN, text, Address.Platform.ANDROID, null);
    }

    private Outcome send(String address) {
        return gateway.send(INSPECTION, android(address));
    }

    @Test
    void reachesEverySystem() {
        for (var platform : Address.Platform.values()) {
            var text = platform.name().toLowerCase(java.util.Locale.ROOT) + "-1";
            var outcome = gateway.send(INSPECTION, new Address(Address.Kind.FID, text, platform, null));
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Accepted.class,
                            accepted -> assertThat(accepted.messageId()).startsWith("projects/simulated/messages/"));
            assertThat(simulator.phones().shown(text))
                    .singleElement()
                    .extracting(Shown::tag, Shown::title, Shown::body, Shown::open)
                    .containsExactly("tag-1", "車検", "明日です", "app://cars/1");
        }
    }

    @Test
    void aCopyTakesTheFirstOnesPlaceOnEverySystem() {
        for (var platform : Address.Platform.values()) {
            var text = platform.name().toLowerCase(java.util.Locale.ROOT) + "-1";
            gateway.send(INSPECTION, new Address(Address.Kind.TOKEN, text, platform, null));
            gateway.send(INSPECTION, new Address(Address.Kind.TOKEN, text, platform, null));
        }
        assertThat(simulator.phones().counts().duplicates()).isEqualTo(3);
        assertThat(simulator.phones().visibleDuplicates()).isZero();
    }

    @Test
    void aCheckShowsNothing() {
        assertThat(gateway.check(INSPECTION, android("phone-1"))).isInstanceOf(Outcome.Accepted.class);
        assertThat(gateway.check(INSPECTION, android("sim-unregistered"))).isInstanceOf(Outcome.Rejected.class);
        assertThat(simulator.phones().counts().arrivals()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unregistered       | Rejected[code=UNREGISTERED, text=Requested entity was not found., blame=DEVICE]
            sender-mismatch    | Rejected[code=SENDER_ID_MISMATCH, text=SenderId mismatch, blame=SENDER]
            invalid-token      | Rejected[code=INVALID_ARGUMENT, text=The registration token is not a valid FCM registration token, blame=DEVICE]
            invalid-payload    | Rejected[code=INVALID_ARGUMENT, text=Invalid value at 'message', blame=NOTIFICATION]
            device-quota       | NotNow[code=QUOTA_EXCEEDED, text=Device message rate exceeded, after=PT1M, whole=false]
            unavailable        | Unknown[code=UNAVAILABLE, text=The service is currently unavailable.]
            unavailable-but-taken | Unknown[code=UNAVAILABLE, text=The service is currently unavailable.]
            internal           | Unknown[code=INTERNAL, text=Internal error encountered.]
            internal-but-taken | Unknown[code=INTERNAL, text=Internal error encountered.]
            gibberish          | Unknown[code=HTTP_502, text=]
            third-party-auth   | Stopped[code=THIRD_PARTY_AUTH_ERROR, text=Firebase has no valid APNs key or web push certificate for ANDROID]
            dropped            | Unknown[code=CONNECTION_LOST, text=the connection broke before the answer]
            taken-then-dropped | Unknown[code=CONNECTION_LOST, text=the connection broke before the answer]
            taken-then-late    | Unknown[code=TIMEOUT, text=no answer in time]
            """)
    void everyAnswerHasItsOutcome(String kind, String outcome) {
        assertThat(send("sim-" + kind + "-1")).hasToString(outcome);
        assertThat(simulator.traffic().calls()).isEqualTo(1);
    }

    @Test
    void waitsAsLongAsFcmSays() {
        assertThat(send("sim-quota")).isInstanceOfSatisfying(Outcome.NotNow.class, later -> {
            assertThat(later.after()).isEqualTo(Duration.ofSeconds(37));
            assertThat(later.whole()).isTrue();
        });
        simulator.faults().set(FcmFault.of(Kind.QUOTA).times(1));
        assertThat(send("phone-1"))
                .isInstanceOfSatisfying(
                        Outcome.NotNow.class, later -> assertThat(later.after()).isEqualTo(Duration.ofSeconds(60)));
        simulator.faults().set(FcmFault.of(Kind.UNAVAILABLE).amount(90).times(1));
        assertThat(send("phone-1")).isInstanceOfSatisfying(Outcome.NotNow.class, later -> {
            assertThat(later.after()).isEqualTo(Duration.ofSeconds(90));
            assertThat(later.whole()).isTrue();
        });
        simulator.faults().set(FcmFault.of(Kind.UNAVAILABLE).amount(1).times(1));
        assertThat(send("phone-1"))
                .isInstanceOfSatisfying(
                        Outcome.NotNow.class, later -> assertThat(later.after()).isEqualTo(Duration.ofSeconds(10)));
    }

    @Test
    void stopsWhenEvenANewTokenIsRefused() {
        assertThat(send("sim-unauthenticated"))
                .isInstanceOfSatisfying(
                        Outcome.Stopped.class,
                        stopped -> assertThat(stopped.code()).isEqualTo("UNAUTHENTICATED"));
        assertThat(simulator.traffic().calls()).isEqualTo(2);
        assertThat(simulator.tokens().handedOut()).isEqualTo(2);
    }

    @Test
    void stopsWhenTheAccountMayNotSend() {
        assertThat(send("sim-permission-denied"))
                .isInstanceOfSatisfying(
                        Outcome.Stopped.class,
                        stopped -> assertThat(stopped.code()).isEqualTo("PERMISSION_DENIED"));
    }

    @Test
    void stopsWhenTheKeyIsNoLongerGood() {
        var revoked = simulator.serviceAccount().replace("hikyaku@simulated", "gone@simulated");
        try (var other = new FcmGateway(FcmSettings.of(simulator.url(), revoked), Clock.systemUTC())) {
            assertThat(other.send(INSPECTION, android("phone-1")))
                    .isEqualTo(
                            new Outcome.Stopped("invalid_grant", "no access token: Invalid grant: account not found"));
        }
    }

    @Test
    void nothingWasTakenWhereNobodyListens() {
        simulator.close();
        assertThat(send("phone-1"))
                .isEqualTo(new Outcome.NotNow(
                        "NO_CONNECTION", "no access token: no connection to 127.0.0.1", Duration.ofSeconds(10), true));
        fcm.restart();
    }

    @Test
    void nothingWasTakenWhenFcmAloneIsAway() {
        var away = FcmSettings.of(URI.create("http://127.0.0.1:1"), simulator.serviceAccount());
        try (var other = new FcmGateway(away, Clock.systemUTC())) {
            assertThat(other.send(INSPECTION, android("phone-1")))
                    .isEqualTo(new Outcome.NotNow("NO_CONNECTION", "no connection to 127.0.0.1", null, true));
        }
    }

    @Test
    void findsAnotherConnectionAfterALostOne() {
        assertThat(send("sim-dropped")).isInstanceOf(Outcome.Unknown.class);
        assertThat(send("phone-1")).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void readsMistakesInCredentialsWithoutShowingThem() {
        assertThatThrownBy(() -> ServiceAccount.read("{\"private_key\":\"secret\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("hikyaku.fcm.credentials: found no project_id, wanted a service account's JSON as the"
                        + " Firebase console gives it (Project settings, Service accounts, Generate new private key)");
        assertThatThrownBy(() -> ServiceAccount.read(
                        simulator.serviceAccount().replace("BEGIN PRIVATE KEY-----\\nM", "BEGIN PRIVATE KEY-----\\nx")))
                .hasMessageContaining("found a private_key that is no RSA key in PKCS #8")
                .hasNoCause();
        assertThat(FcmSettings.of(simulator.url(), "secret").toString()).doesNotContain("secret");
        assertThat(ServiceAccount.read(simulator.serviceAccount()).toString()).isEqualTo("simulated");
    }

    @Test
    void neverRepeatsAnAddressThatFcmEchoes() {
        var answer = new Answer.Heard(
                400, null, "{\"error\":{\"message\":\"bad token my-secret\",\"status\":\"INVALID_ARGUMENT\"}}");
        assertThat(new Verdict(Clock.systemUTC(), android("my-secret")).of(answer))
                .isEqualTo(new Outcome.Rejected("INVALID_ARGUMENT", "bad token (address)", Outcome.Blame.NOTIFICATION));
    }
}
