package dev.hikyaku.intake.sqs;

import dev.hikyaku.intake.body.ChangeReader;
import dev.hikyaku.intake.group.Taking;
import dev.hikyaku.ledger.Ledger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/// Takes changes out of one queue until it is closed.
///
/// A message is deleted after its change is committed, so a crash leaves it to be received again; its id is the
/// change's
/// request id, so what is received twice is taken in once. Order is whatever the versions in the bodies say: a standard
/// queue keeps none.
public final class SqsDoor implements AutoCloseable {
    private static final int BATCH = 10;
    private static final int LONG_POLL_SECONDS = 20;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final SqsClient client;
    private final Settings settings;
    private final Into into;
    private final List<Thread> receivers;
    private final AtomicReference<String> lastTrouble = new AtomicReference<>("");
    private volatile boolean open = true;

    /// How a queue is emptied.
    ///
    /// @param queue URL of the queue
    /// @param receivers that ask at the same time
    /// @param visibility for how long a received message is hidden from others; made longer while it is worked on
    /// @param settleAfter receipts after which a message that is no change is written down as
    ///     refused and deleted; 0 for never: the redrive policy of the queue decides
    public record Settings(String queue, int receivers, Duration visibility, int settleAfter) {}

    /// Where changes go.
    ///
    /// @param readers of each sync that is served
    /// @param refused keeps what is refused for good; returns once that is committed
    /// @param trouble hears what is in the way, once
    /// @param locale of what is written down
    public record Into(
            Map<String, ChangeReader> readers,
            Taking taking,
            Refused refused,
            Consumer<String> trouble,
            Locale locale) {}

    /// Keeps what is refused.
    public interface Refused {
        /// Writes it down.
        ///
        /// @param sync that was meant, or null where that is unknown
        void write(@Nullable String sync, String text);
    }

    /// Begins to receive.
    ///
    /// @param client closed with the door
    public SqsDoor(SqsClient client, Settings settings, Into into) {
        this.client = client;
        this.settings = settings;
        this.into = into;
        this.receivers = IntStream.range(0, settings.receivers())
                .mapToObj(number -> Thread.ofVirtual().name("sqs-" + number).start(this::receive))
                .toList();
    }

    /// A client with the credentials that AWS's own tools would use.
    ///
    /// @param region or null for the one the environment names
    /// @param endpoint of another server that speaks SQS, or null
    public static SqsClient client(@Nullable String region, @Nullable URI endpoint) {
        var builder = SqsClient.builder()
                .httpClientBuilder(
                        UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(LONG_POLL_SECONDS + 10)));
        if (region != null) {
            builder.region(Region.of(region));
        }
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.build();
    }

    private void receive() {
        var pause = Duration.ofSeconds(1);
        var work = new Messages(client, settings, into);
        while (open) {
            try {
                var messages = next();
                if (!messages.isEmpty()) {
                    work.take(messages);
                }
                pause = Duration.ofSeconds(1);
                lastTrouble.set("");
            } catch (RuntimeException broken) {
                // Also what nobody expects: a receiver that is gone would be missed by nobody.
                if (open) {
                    tell(told(broken));
                    LockSupport.parkNanos(pause.toNanos());
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                }
            }
        }
    }

    private String told(RuntimeException broken) {
        var fix = broken instanceof SdkException
                ? "\n   fix: check HIKYAKU_SQS_QUEUE, HIKYAKU_SQS_REGION and the credentials"
                : "\n   look: the messages that were at hand come again, and at last to the dead-letter queue";
        return "HK4142  queue " + settings.queue() + ": " + Ledger.rootMessage(broken)
                + "\n   Nothing is lost; it is asked again, more and more seldom." + fix;
    }

    private void tell(String text) {
        if (!text.equals(lastTrouble.getAndSet(text))) {
            into.trouble().accept(text);
        }
    }

    private List<Message> next() {
        return client.receiveMessage(ReceiveMessageRequest.builder()
                        .queueUrl(settings.queue())
                        .maxNumberOfMessages(BATCH)
                        .waitTimeSeconds(LONG_POLL_SECONDS)
                        .visibilityTimeout((int) settings.visibility().toSeconds())
                        .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)
                        .messageAttributeNames("sync")
                        .build())
                .messages();
    }

    /// Receives no more. What was received and not yet committed comes again.
    @Override
    public void close() {
        open = false;
        for (var receiver : receivers) {
            receiver.interrupt();
        }
        try {
            for (var receiver : receivers) {
                receiver.join(CLOSING);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
