package dev.hikyaku.run.part;

import dev.hikyaku.intake.sqs.SqsDoor;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.part.Part;
import dev.hikyaku.run.Project;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The queue that wakes workers: a message names a part, and says nothing else. Lost, late or repeated, it
/// does no harm: whoever is woken asks the ledger what there is to do.
public final class WorkQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkQueue.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PART = "part";
    private static final int BATCH = 10;

    private final SqsClient client;
    private final String queue;

    private WorkQueue(SqsClient client, String queue) {
        this.client = client;
        this.queue = queue;
    }

    /// Opens it; nothing is asked yet.
    ///
    /// @throws Project.Incomplete when nobody said which queue, or the settings can't be used
    public static WorkQueue open(WorkSettings settings) {
        var queue = settings.queue();
        if (queue == null || queue.isBlank()) {
            throw new Project.Incomplete("HK4160  nobody said which queue workers are woken by"
                    + "\n   fix: set HIKYAKU_WORK_QUEUE to the URL of an SQS queue of its own");
        }
        try {
            return new WorkQueue(SqsDoor.client(settings.region(), settings.endpoint()), queue);
        } catch (SdkException wrong) {
            throw new Project.Incomplete("HK4162  queue " + queue + ": " + wrong.getMessage()
                    + "\n   fix: check HIKYAKU_WORK_QUEUE, HIKYAKU_WORK_REGION and the credentials");
        }
    }

    /// Wakes workers for these parts. Where the queue does not answer the run goes on without it.
    void offer(List<Part> parts) {
        try {
            for (int from = 0; from < parts.size(); from += BATCH) {
                send(parts.subList(from, Math.min(parts.size(), from + BATCH)));
            }
        } catch (SdkException away) {
            LOG.warn("{}", told(away));
        }
    }

    private String told(SdkException away) {
        return "HK4162  queue " + queue + ": " + Ledger.rootMessage(away)
                + "; workers look for work by themselves, and this process sends what nobody takes";
    }

    private void send(List<Part> parts) {
        var entries = IntStream.range(0, parts.size())
                .mapToObj(index -> SendMessageBatchRequestEntry.builder()
                        .id("p" + index)
                        .messageBody(JSON.writeValueAsString(
                                Map.of(PART, parts.get(index).id())))
                        .build())
                .toList();
        client.sendMessageBatch(request -> request.queueUrl(queue).entries(entries));
    }

    /// Waits for a message, and deletes it: what it woke for is in the ledger, and stays there until it is
    /// done.
    ///
    /// @param longest how long to wait
    /// @return id of a part; empty when nothing came
    /// @throws SdkException when the queue does not answer
    public OptionalLong next(Duration longest) {
        var messages = client.receiveMessage(request ->
                        request.queueUrl(queue).maxNumberOfMessages(1).waitTimeSeconds((int) longest.toSeconds()))
                .messages();
        var part = OptionalLong.empty();
        for (var message : messages) {
            client.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
            part = read(message);
        }
        return part;
    }

    private static OptionalLong read(Message message) {
        try {
            return OptionalLong.of(JSON.readTree(message.body()).path(PART).asLong());
        } catch (JacksonException strange) {
            LOG.warn("message {} names no part, and was deleted", message.messageId());
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
