package dev.hikyaku.simulators.push.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.simulators.push.sns.fault.SnsFault;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AfterTheAnswerTest extends SnsTest {
    private SqsClient sqs;

    @BeforeEach
    void connectToTheQueue() {
        sqs = SqsClient.builder()
                .endpointOverride(simulator.url())
                .region(Region.AP_NORTHEAST_1)
                .credentialsProvider(ANYBODY)
                .build();
    }

    @AfterEach
    void leaveTheQueue() {
        sqs.close();
    }

    private List<Message> receive() {
        return sqs.receiveMessage(
                        request -> request.queueUrl(simulator.queueUrl().toString())
                                .maxNumberOfMessages(10)
                                .waitTimeSeconds(1)
                                .visibilityTimeout(0))
                .messages();
    }

    private static JsonNode event(Message message) {
        var mapper = new JsonMapper();
        return mapper.readTree(mapper.readTree(message.body()).path("Message").asString());
    }

    @ParameterizedTest
    @CsvSource({
        "UNREGISTERED, InvalidPlatformToken, false",
        "SENDER_ID_MISMATCH, InvalidPlatformToken, false",
        "INVALID_ARGUMENT, InvalidNotification, true",
        "UNAVAILABLE, DependencyUnavailable, true",
        "THIRD_PARTY_AUTH_ERROR, InvalidCredentials, true",
        "QUOTA_EXCEEDED, Throttled, true",
        "INTERNAL, UnexpectedFailure, true"
    })
    void thePlatformFailsAfterThe200(String code, String failure, boolean enabled) throws InterruptedException {
        simulator.faults().set(SnsFault.provider(code).forTokens("dead-"));
        var endpoint = create("dead-1");

        var id = publish(endpoint, HELLO).messageId();
        settle();

        assertThat(simulator.registry().endpoint(endpoint).enabled()).isEqualTo(enabled);
        assertThat(simulator.phones().counts().arrivals()).isZero();
        var told = event(receive().getFirst());
        assertThat(told.path("FailureType").asString()).isEqualTo(failure);
        assertThat(told.path("MessageId").asString()).isEqualTo(id);
        assertThat(told.path("EndpointArn").asString()).isEqualTo(endpoint);
        assertThat(told.path("EventType").asString()).isEqualTo("DeliveryFailure");
        assertThat(told.path("Resource").asString()).isEqualTo(application);
    }

    @Test
    void anEventComesAgainUntilItIsDeleted() throws InterruptedException {
        simulator.faults().set(SnsFault.provider("UNREGISTERED"));
        publish(create("token-1"), HELLO);
        settle();

        var first = receive().getFirst();
        assertThat(receive()).extracting(Message::messageId).containsExactly(first.messageId());
        simulator = extension.restart();
        assertThat(simulator.events()).isEqualTo(1);
        connectToTheQueue();
        sqs.deleteMessage(
                request -> request.queueUrl(simulator.queueUrl().toString()).receiptHandle(first.receiptHandle()));
        assertThat(receive()).isEmpty();
        assertThat(extension.restart().events()).isZero();
    }

    @Test
    void whoNamedNoTopicIsToldNothing() throws InterruptedException {
        application = sns.createPlatformApplication(request -> request.name("quiet")
                        .platform("GCM")
                        .attributes(java.util.Map.of("PlatformCredential", "secret")))
                .platformApplicationArn();
        simulator.faults().set(SnsFault.provider("UNREGISTERED"));

        publish(create("token-1"), HELLO);
        settle();

        assertThat(simulator.events()).isZero();
    }
}
