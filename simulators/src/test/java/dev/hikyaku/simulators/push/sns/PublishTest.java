package dev.hikyaku.simulators.push.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hikyaku.simulators.push.phones.Shown;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.EndpointDisabledException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PlatformApplicationDisabledException;
import software.amazon.awssdk.services.sns.model.SnsException;

class PublishTest extends SnsTest {

    private String refusal(String endpoint, String message) {
        return catchThrowableOfType(SnsException.class, () -> publish(endpoint, message))
                .awsErrorDetails()
                .errorMessage();
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    @Test
    void aPhoneShowsAV1Message() throws InterruptedException {
        var answer = publish(create("token-1"), HELLO);
        settle();

        assertThat(answer.messageId())
                .isEqualTo(simulator.publishes().list().getFirst().id());
        assertThat(simulator.phones().shown("token-1"))
                .extracting(Shown::tag, Shown::title, Shown::body, Shown::open)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("t1", "Hi", "Hello", "app://cars/1"));
    }

    @Test
    void aPhoneShowsTheFormBeforeV1AndTheDefault() throws InterruptedException {
        var endpoint = create("token-1");
        publish(endpoint, "{\"GCM\":\"{\\\"notification\\\":{\\\"title\\\":\\\"Old\\\",\\\"body\\\":\\\"Body\\\"}}\"}");
        publish(endpoint, "{\"default\":\"Plain\",\"GCM\":{\"notification\":{}}}");
        settle();

        assertThat(simulator.phones().shown("token-1")).extracting(Shown::body).containsOnly("Body", "Plain");
    }

    @Test
    void anIphoneMergesByCollapseId() throws InterruptedException {
        var apple = simulator.createApplication("APNS", "shop");
        var endpoint = sns.createPlatformEndpoint(
                        request -> request.platformApplicationArn(apple).token("abcd"))
                .endpointArn();
        for (var copy = 0; copy < 2; copy++) {
            sns.publish(request -> request.targetArn(endpoint)
                    .messageStructure("json")
                    .message("{\"default\":\"x\",\"APNS\":\"{\\\"aps\\\":{\\\"alert\\\":{\\\"title\\\":\\\"Hi\\\","
                            + "\\\"body\\\":\\\"Hello\\\"}},\\\"open\\\":\\\"app://1\\\"}\"}")
                    .messageAttributes(Map.of("AWS.SNS.MOBILE.APNS.COLLAPSE_ID", text("c1"))));
        }
        settle();

        assertThat(simulator.phones().shown("abcd"))
                .extracting(Shown::tag, Shown::body, Shown::open)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("c1", "Hello", "app://1"));
        assertThat(simulator.phones().copies("abcd")).isEqualTo(2);
        assertThat(simulator.phones().visibleDuplicates()).isZero();
        assertThat(simulator.publishes().duplicates())
                .extracting("bySdk", "byApplication")
                .containsExactly(0, 1);
    }

    @Test
    void whatIsWrongIsRefusedWhole() throws InterruptedException {
        var endpoint = create("token-1");

        assertThat(refusal(endpoint, "{"))
                .isEqualTo("Invalid parameter: Message Structure - JSON message body failed to parse");
        assertThat(refusal(endpoint, "{\"APNS\":\"{}\"}"))
                .isEqualTo("Invalid parameter: Message Structure - No default entry in JSON message body");
        assertThat(refusal(endpoint, v1("{\"token\":\"mine\"}")))
                .isEqualTo("Invalid parameter: Message Reason: Invalid notification for protocol GCM");
        assertThat(refusal(endpoint, v1("{\"data\":{\"number\":1}}")))
                .isEqualTo("Invalid parameter: Message Reason: Invalid notification for protocol GCM");
        assertThat(refusal(endpoint, v1("{\"notification\":{\"body\":\"" + "あ".repeat(1400) + "\"}}")))
                .isEqualTo("Invalid parameter: Message Reason: Message size is larger than supported by"
                        + " protocol/end-service");
        assertThat(refusal(endpoint + "0", HELLO))
                .isEqualTo("Invalid parameter: TargetArn Reason: No endpoint found for the target arn specified");
        settle();
        assertThat(simulator.phones().counts().arrivals()).isZero();
    }

    @Test
    void whatIsDisabledTakesNothing() {
        var endpoint = create("token-1");
        simulator.enableApplication(application, false);
        assertThatThrownBy(() -> publish(endpoint, HELLO)).isInstanceOf(PlatformApplicationDisabledException.class);

        simulator.enableApplication(application, true);
        simulator.registry().disable(endpoint);
        assertThatThrownBy(() -> publish(endpoint, HELLO))
                .isInstanceOf(EndpointDisabledException.class)
                .hasMessageContaining("Endpoint is disabled");
        assertThat(simulator.publishes().list()).isEmpty();
    }

    @Test
    void whatComesLaterThanItsTtlNeverArrives() throws InterruptedException {
        extension.simulator().close();
        try (var slow = SnsSimulator.start(SnsOptions.of(folder).withPlatformDelay(Duration.ofMillis(1100)))) {
            var application = slow.createApplication("GCM", "shop");
            var client = client(slow.url(), _ -> {});
            var endpoint = client.createPlatformEndpoint(request ->
                            request.platformApplicationArn(application).token("token-1"))
                    .endpointArn();
            client.publish(request -> request.targetArn(endpoint)
                    .messageStructure("json")
                    .message(HELLO)
                    .messageAttributes(Map.of("AWS.SNS.MOBILE.FCM.TTL", text("0"))));
            assertThat(slow.awaitIdle(Duration.ofSeconds(10))).isTrue();
            assertThat(slow.publishes().list()).hasSize(1);
            assertThat(slow.phones().counts().arrivals()).isZero();
            client.close();
        }
    }

    @org.junit.jupiter.api.io.TempDir
    java.nio.file.Path folder;
}
