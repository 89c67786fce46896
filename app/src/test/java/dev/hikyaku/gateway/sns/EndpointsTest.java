package dev.hikyaku.gateway.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Address.Kind;
import dev.hikyaku.gateway.Address.Platform;
import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.gateway.Outcome.Blame;
import dev.hikyaku.simulators.push.sns.fault.SnsFault;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest extends SnsSetup {

    @Test
    void anUnknownDeviceGetsAnEndpointAndTheOutcomeSaysWhich() {
        var outcome = gateway.send(HELLO, device(TOKEN));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Accepted.class,
                        accepted -> assertThat(accepted.endpoint()).isEqualTo(endpoint(TOKEN)));
    }

    @Test
    void anEndpointWithOtherAttributesIsTakenAsItIs() {
        var arn = simulator
                .registry()
                .create(application, TOKEN, Map.of("CustomUserData", "another program's"))
                .arn();

        assertThat(gateway.send(HELLO, device(TOKEN)))
                .isInstanceOfSatisfying(
                        Outcome.Accepted.class,
                        accepted -> assertThat(accepted.endpoint()).isEqualTo(arn));
        assertThat(simulator.registry().endpoint(arn).data()).isEqualTo("another program's");
    }

    @Test
    void aFreshRegistrationEnablesADisabledEndpoint() {
        var arn = endpoint(TOKEN);
        simulator.registry().disable(arn);

        assertThat(gateway.send(HELLO, device(TOKEN))).isInstanceOf(Outcome.Accepted.class);
        assertThat(simulator.registry().endpoint(arn).enabled()).isTrue();
    }

    @Test
    void whereSnsAnswersWithADisabledEndpointItIsEnabledAsWell() {
        var arn = endpoint(TOKEN);
        simulator.registry().disable(arn);
        simulator.registry().createReturnsDisabled(true);

        assertThat(gateway.send(HELLO, device(TOKEN))).isInstanceOf(Outcome.Accepted.class);
        assertThat(simulator.registry().endpoint(arn).enabled()).isTrue();
    }

    @Test
    void anEndpointOfAnotherApplicationIsNotPublishedTo() throws InterruptedException {
        var other = simulator.createApplication("GCM", "staging");
        var arn = simulator.registry().create(other, TOKEN, Map.of()).arn();

        assertThat(gateway.send(HELLO, device(TOKEN, arn)))
                .isInstanceOfSatisfying(
                        Outcome.Accepted.class,
                        accepted -> assertThat(accepted.endpoint())
                                .isEqualTo(endpoint(TOKEN))
                                .isNotEqualTo(arn));
    }

    @Test
    void aDeletedEndpointIsMadeAgainOnce() {
        var arn = endpoint(TOKEN);
        simulator.registry().delete(arn);

        assertThat(gateway.send(HELLO, device(TOKEN, arn)))
                .isInstanceOfSatisfying(
                        Outcome.Accepted.class,
                        accepted -> assertThat(accepted.endpoint())
                                .isEqualTo(endpoint(TOKEN))
                                .isNotEqualTo(arn));
        assertThat(publishesTo(TOKEN)).isEqualTo(1);
    }

    @Test
    void anEndpointThatSnsNeverFindsIsADeadDevice() throws InterruptedException {
        var arn = endpoint(TOKEN);
        simulator.registry().delete(arn);
        simulator.faults().set(SnsFault.latency(Duration.ofMillis(500)).on("Publish"));
        var deleter = Thread.ofPlatform().daemon().start(this::deleteWhatIsMade);

        assertThat(gateway.send(HELLO, device(TOKEN, arn)))
                .isEqualTo(new Outcome.Rejected(
                        "EndpointGone", "SNS made an endpoint, and did not find it", Blame.DEVICE));
        assertThat(deleter.join(Duration.ofSeconds(10))).isTrue();
    }

    private void deleteWhatIsMade() {
        var made = simulator.registry().find(application, TOKEN);
        while (made.isEmpty()) {
            Thread.onSpinWait();
            made = simulator.registry().find(application, TOKEN);
        }
        simulator.registry().delete(made.get().arn());
    }

    @Test
    void anApplicationThatIsGoneStopsTheCampaign() {
        var gone = settings(simulator.url(), Map.of(Platform.ANDROID, application + "-gone"));
        try (var lost = new SnsGateway(gone)) {
            assertThat(lost.send(HELLO, device(TOKEN)))
                    .isEqualTo(new Outcome.Stopped("NotFound", "PlatformApplication does not exist"));
        }
    }

    static Stream<SnsFault> whatIsNotHeard() {
        return Stream.of(
                SnsFault.loseAnswer(),
                SnsFault.drop(),
                SnsFault.errorAfter(),
                SnsFault.regionDown(),
                SnsFault.throttle(),
                SnsFault.slowAnswer(Duration.ofSeconds(8)));
    }

    @ParameterizedTest
    @MethodSource("whatIsNotHeard")
    void whatIsNotHeardOfACreateIsAskedAgainForNothingWasSent(SnsFault fault) {
        simulator.faults().set(fault.on("CreatePlatformEndpoint").times(1));

        assertThat(gateway.send(HELLO, device(TOKEN)))
                .isInstanceOfSatisfying(
                        Outcome.NotNow.class,
                        notNow -> assertThat(notNow.whole()).isTrue());
        assertThat(gateway.send(HELLO, device(TOKEN))).isInstanceOf(Outcome.Accepted.class);
        assertThat(publishesTo(TOKEN)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GetEndpointAttributes", "SetEndpointAttributes"})
    void whatIsNotHeardOfTheOthersIsAskedAgainToo(String action) {
        simulator.registry().disable(endpoint(TOKEN));
        simulator.faults().set(SnsFault.loseAnswer().on(action).times(1));

        assertThat(gateway.send(HELLO, device(TOKEN))).isInstanceOf(Outcome.NotNow.class);
        assertThat(publishesTo(TOKEN)).isZero();
        assertThat(gateway.send(HELLO, device(TOKEN))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void aRefusedTokenIsADeadDevice() {
        simulator.faults().set(SnsFault.refuse(400, "InvalidParameter").on("CreatePlatformEndpoint"));

        assertThat(gateway.send(HELLO, device(TOKEN)))
                .isEqualTo(new Outcome.Rejected("InvalidParameter", "The simulator was told to refuse", Blame.DEVICE));
    }

    @Test
    void iphonesHaveTheirOwnApplicationAndTokensInLowerCase() throws InterruptedException {
        var apple = simulator.createApplication("APNS", "shop");
        simulator.registry().create(apple, "ABCD", Map.of("CustomUserData", "u1"));
        try (var both =
                new SnsGateway(settings(simulator.url(), Map.of(Platform.ANDROID, application, Platform.IOS, apple)))) {
            assertThat(both.send(HELLO, new Address(Kind.TOKEN, "ABCD", Platform.IOS, null)))
                    .isInstanceOf(Outcome.Accepted.class);
            assertThat(both.send(HELLO, new Address(Kind.TOKEN, "EF", Platform.WEB, null)))
                    .isEqualTo(new Outcome.Rejected(
                            "NoApplication", "No platform application is named for WEB", Blame.GATEWAY));
            assertThat(both.send(HELLO, new Address(Kind.FID, "EF", Platform.ANDROID, null)))
                    .isEqualTo(new Outcome.Rejected(
                            "InstallationId", "SNS knows registration tokens only", Blame.GATEWAY));
        }
        settle();
        assertThat(simulator.phones().copies("abcd", "t1")).isEqualTo(1);
    }

    @Test
    void neitherTokensNorAccountsAreTold() {
        simulator.registry().disable(endpoint(TOKEN));
        simulator.faults().set(SnsFault.loseAnswer());
        var lost = gateway.send(HELLO, device(TOKEN));
        simulator.faults().clear();
        simulator.faults().set(SnsFault.refuse(400, "InvalidParameter").on("GetEndpointAttributes"));
        var refused = gateway.send(HELLO, device(TOKEN));

        assertThat(lost + " " + refused).doesNotContain("secret", "123456789012", "anything");
        assertThat(device(TOKEN)).hasToString("TOKEN on ANDROID");
    }
}
