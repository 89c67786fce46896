package dev.hikyaku.gateway.sns;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads `EventDeliveryFailure` events from the SQS queue that is subscribed to the applications' topic, with raw
/// message delivery or without.
///
/// An event is deleted after its consumer returned; when the consumer throws, or the process dies, it comes again. So
/// consumers hear of one failure once or more often. What is no event of SNS stays in the queue, for its redrive
/// policy.
public final class DeliveryFailures implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryFailures.class);
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int LONGEST_WAIT = 20;

    private final SqsClient sqs;
    private final URI queue;

    /// Connects when it is first used.
    public DeliveryFailures(SnsSettings settings, URI queue) {
        this.queue = queue;
        var builder = SqsClient.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(settings.credentials())
                .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(Duration.ofSeconds(LONGEST_WAIT + 10)));
        var endpoint = settings.endpoint();
        this.sqs = endpoint == null
                ? builder.build()
                : builder.endpointOverride(endpoint).build();
    }

    /// Waits at most this long (SQS: 20 s) for up to ten events, and hands them over.
    ///
    /// @return how many failures the consumer took
    /// @throws software.amazon.awssdk.core.exception.SdkException when the queue can't be read
    public int read(Duration wait, Consumer<DeliveryFailure> consumer) {
        var seconds = Math.clamp(wait.toSeconds(), 0, LONGEST_WAIT);
        var messages = sqs.receiveMessage(request -> request.queueUrl(queue.toString())
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(seconds))
                .messages();
        var taken = 0;
        for (var message : messages) {
            var event = event(message);
            if (event.isEmpty()) {
                LOG.warn(
                        "message {} of the queue of delivery failures is no event of SNS; it stays",
                        message.messageId());
                continue;
            }
            if (event.get().path("EventType").asString("").equals("DeliveryFailure")) {
                consumer.accept(failure(event.get()));
                taken++;
            }
            // events of other kinds have nothing to say to anybody here
            sqs.deleteMessage(request -> request.queueUrl(queue.toString()).receiptHandle(message.receiptHandle()));
        }
        return taken;
    }

    private static Optional<JsonNode> event(Message message) {
        try {
            var body = MAPPER.readTree(message.body());
            var event = body.has("EventType")
                    ? body
                    : MAPPER.readTree(body.path("Message").asString("{}"));
            return event.has("EventType") ? Optional.of(event) : Optional.empty();
        } catch (JacksonException torn) {
            return Optional.empty();
        }
    }

    private static DeliveryFailure failure(JsonNode event) {
        return new DeliveryFailure(
                event.path("MessageId").asString(""),
                event.path("FailureType").asString(""),
                event.path("EndpointArn").asString(""));
    }

    @Override
    public void close() {
        sqs.close();
    }
}
