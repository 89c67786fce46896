package dev.hikyaku.gateway.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.gateway.Address.Platform;
import dev.hikyaku.gateway.Notification;
import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.gateway.Outcome.Blame;
import dev.hikyaku.simulators.push.phones.Shown;
import dev.hikyaku.simulators.push.sns.fault.SnsFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each row of SNS's errors, and what Hikyaku makes of it.
class SnsOutcomesTest extends SnsSetup {
    private static final String TOLD = "The simulator was told to refuse";

    @Test
    void whatSnsTookIsAcceptedAndShown() throws InterruptedException {
        var outcome = sendTo(TOKEN);
        settle();

        assertThat(outcome)
                .isEqualTo(new Outcome.Accepted(
                        simulator.publishes().list().getLast().id(), null));
        assertThat(simulator.phones().shown(TOKEN))
                .extracting(Shown::tag, Shown::title, Shown::body, Shown::open)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("t1", "Your car", "It is \"ready\"", "app://cars/1"));
    }

    @Test
    void aDisabledEndpointIsADeadDevice() {
        var arn = endpoint(TOKEN);
        simulator.registry().disable(arn);

        assertThat(gateway.send(HELLO, device(TOKEN, arn)))
                .isEqualTo(new Outcome.Rejected("EndpointDisabled", "Endpoint is disabled", Blame.DEVICE));
        assertThat(simulator.registry().endpoint(arn).enabled()).isFalse();
    }

    @Test
    void aDisabledApplicationStopsTheCampaign() {
        simulator.enableApplication(application, false);

        assertThat(sendTo(TOKEN))
                .isEqualTo(new Outcome.Stopped("PlatformApplicationDisabled", "Platform application is disabled"));
    }

    @ParameterizedTest
    @CsvSource({
        "403, AuthorizationError",
        "403, InvalidSecurity",
        "400, KMSDisabled",
        "403, InvalidClientTokenId",
        "403, SignatureDoesNotMatch",
        "400, ExpiredTokenException",
        "404, NotFound"
    })
    void whatAnOperatorMustMendStopsTheCampaign(int status, String code) {
        simulator.faults().set(SnsFault.refuse(status, code).on("Publish"));

        assertThat(sendTo(TOKEN)).isEqualTo(new Outcome.Stopped(code, TOLD));
    }

    @Test
    void aMalformedNotificationIsToBlameItself() {
        simulator.faults().set(SnsFault.refuse(400, "InvalidParameter").on("Publish"));

        assertThat(sendTo(TOKEN)).isEqualTo(new Outcome.Rejected("InvalidParameter", TOLD, Blame.NOTIFICATION));
    }

    @Test
    void aThrottledCallSlowsEverythingDown() {
        simulator.faults().set(SnsFault.throttle().times(1));
        assertThat(sendTo(TOKEN))
                .isEqualTo(new Outcome.NotNow("Throttling", "Rate exceeded", Duration.ofSeconds(1), true));

        simulator.faults().set(SnsFault.refuse(429, "Throttled").times(1));
        assertThat(sendTo(TOKEN)).isEqualTo(new Outcome.NotNow("Throttled", TOLD, Duration.ofSeconds(1), true));
        assertThat(publishesTo(TOKEN)).isZero();
    }

    @Test
    void aRequestThatCameTooSlowlyWasNotTaken() {
        simulator.faults().set(SnsFault.refuse(408, "RequestTimeout").on("Publish"));

        assertThat(sendTo(TOKEN)).isEqualTo(new Outcome.NotNow("RequestTimeout", TOLD, null, true));
    }

    @ParameterizedTest
    @CsvSource({"500, InternalError", "503, ServiceUnavailable"})
    void aServersErrorMayHaveSent(int status, String code) {
        simulator.faults().set(SnsFault.refuse(status, code).on("Publish"));

        assertThat(sendTo(TOKEN)).isEqualTo(new Outcome.Unknown(code, TOLD));
    }

    @Test
    void fiveHundredAfterTheDeedIsUnknownAndOneCopy() {
        simulator.faults().set(SnsFault.errorAfter().on("Publish"));

        assertThat(sendTo(TOKEN)).isEqualTo(new Outcome.Unknown("InternalError", "An internal service error occurred"));
        assertThat(publishesTo(TOKEN)).isEqualTo(1);
    }

    @Test
    void aLostAnswerIsUnknownAndOneCopy() {
        simulator.faults().set(SnsFault.loseAnswer().on("Publish"));

        assertThat(sendTo(TOKEN)).isInstanceOfSatisfying(Outcome.Unknown.class, unknown -> {
            assertThat(unknown.code()).isEqualTo("NoAnswer");
            assertThat(unknown.text()).startsWith("SNS was asked and not heard: ");
        });
        assertThat(publishesTo(TOKEN)).isEqualTo(1);
    }

    @Test
    void aLateAnswerIsUnknownAndOneCopy() {
        simulator.faults().set(SnsFault.slowAnswer(Duration.ofSeconds(8)).on("Publish"));

        assertThat(sendTo(TOKEN)).isInstanceOf(Outcome.Unknown.class);
        assertThat(publishesTo(TOKEN)).isEqualTo(1);
    }

    @Test
    void whereNobodyListensNothingWasSent() throws IOException {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        var nowhere = URI.create("http://127.0.0.1:" + closed);
        try (var lonely = new SnsGateway(settings(nowhere, Map.of(Platform.ANDROID, application)))) {
            assertThat(lonely.send(HELLO, device(TOKEN, endpoint(TOKEN))))
                    .isInstanceOfSatisfying(Outcome.NotNow.class, notNow -> {
                        assertThat(notNow.code()).isEqualTo("NotReached");
                        assertThat(notNow.whole()).isTrue();
                    });
        }
    }

    @Test
    void moreThanTheRateAllowsIsNotNow() {
        var one = settings.withRates(new SnsRates(0.2, 10, 1));
        try (var slow = new SnsGateway(one)) {
            var device = device(TOKEN, endpoint(TOKEN));
            assertThat(slow.send(HELLO, device)).isInstanceOf(Outcome.Accepted.class);
            assertThat(slow.send(HELLO, device)).isInstanceOfSatisfying(Outcome.NotNow.class, notNow -> {
                assertThat(notNow.code()).isEqualTo("OwnRate");
                assertThat(notNow.after()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5));
            });
        }
        assertThat(publishesTo(TOKEN)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"あ", "\uD83D\uDE97", "a"})
    void whatIsTooLargeIsToldInBytesWithoutAskingAnybody(String letter) {
        var large = new Notification("t", "T", letter.repeat(4100), null, null, Map.of(), Duration.ZERO, Map.of());

        assertThat(gateway.check(large, device(TOKEN))).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
            assertThat(rejected.blame()).isEqualTo(Blame.NOTIFICATION);
            assertThat(rejected.text()).matches("found [0-9]+ bytes, wanted at most 4096");
        });
        assertThat(gateway.send(large, device(TOKEN))).isEqualTo(gateway.check(large, device(TOKEN)));
        assertThat(gateway.check(HELLO, device(TOKEN))).isEqualTo(new Outcome.Accepted("checked", null));
        assertThat(simulator.registry().find(application, TOKEN)).isEmpty();
    }
}
