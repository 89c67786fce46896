package dev.hikyaku.intake.sqs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/// Keeps messages hidden from other receivers for as long as they are worked on.
final class Hidden implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Hidden.class);

    private final SqsClient client;
    private final SqsDoor.Settings settings;
    private final List<Message> messages;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread extending;

    Hidden(SqsClient client, SqsDoor.Settings settings, List<Message> messages) {
        this.client = client;
        this.settings = settings;
        this.messages = messages;
        this.extending = Thread.ofVirtual().name("sqs-hidden").start(this::extend);
    }

    private void extend() {
        var half = Duration.ofMillis(Math.max(500, settings.visibility().toMillis() / 2));
        try {
            while (!done.await(half.toMillis(), TimeUnit.MILLISECONDS)) {
                hide();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void hide() {
        var entries = IntStream.range(0, messages.size())
                .mapToObj(index -> ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id("m" + index)
                        .receiptHandle(messages.get(index).receiptHandle())
                        .visibilityTimeout((int) settings.visibility().toSeconds())
                        .build())
                .toList();
        try {
            client.changeMessageVisibilityBatch(
                    request -> request.queueUrl(settings.queue()).entries(entries));
        } catch (SdkException away) {
            // The next time it may work; the ledger may be away for longer than one answer of the queue.
            LOG.debug("messages may be received again while they are worked on; their request ids are known", away);
        }
    }

    @Override
    public void close() {
        done.countDown();
        try {
            extending.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
