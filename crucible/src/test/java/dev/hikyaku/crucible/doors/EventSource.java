package dev.hikyaku.crucible.doors;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// Lambda's event source mapping with `ReportBatchItemFailures`: takes messages, invokes the function, deletes those it
/// did
/// not name as failed.
final class EventSource {
    private static final int VISIBILITY = 10;
    private static final int WINDOW = 60;

    private final URI queue;
    private volatile @Nullable LambdaFunction function;
    private volatile boolean isOver;

    EventSource(URI queue) {
        this.queue = queue;
    }

    /// Events go to this function from now on.
    void use(LambdaFunction now) {
        function = now;
    }

    void end() {
        isOver = true;
    }

    void map() throws InterruptedException {
        try (var client = QueueSender.client(queue)) {
            while (!isOver) {
                try {
                    var messages = window(client);
                    if (!messages.isEmpty()) {
                        take(client, messages);
                    }
                } catch (SdkException away) {
                    Thread.sleep(100);
                }
            }
        }
    }

    /// As with a batching window: more than one call gives.
    private List<Message> window(SqsClient client) {
        var window = new ArrayList<Message>();
        List<Message> more;
        do {
            more = client.receiveMessage(call -> call.queueUrl(queue.toString())
                            .maxNumberOfMessages(10)
                            .waitTimeSeconds(window.isEmpty() ? 1 : 0)
                            .visibilityTimeout(VISIBILITY))
                    .messages();
            window.addAll(more);
        } while (more.size() == 10 && window.size() < WINDOW);
        return window;
    }

    private void take(SqsClient client, List<Message> messages) throws InterruptedException {
        var running = function;
        var answer = running == null ? Optional.<String>empty() : running.invoke(event(messages));
        if (answer.isEmpty()) {
            return;
        }
        var failed = new HashSet<String>();
        JsonMapper.shared()
                .readTree(answer.get())
                .path("batchItemFailures")
                .forEach(one -> failed.add(one.path("itemIdentifier").asString("")));
        var done = messages.stream()
                .filter(message -> !failed.contains(message.messageId()))
                .toList();
        for (var from = 0; from < done.size(); from += 10) {
            var entries = done.subList(from, Math.min(done.size(), from + 10)).stream()
                    .map(message -> DeleteMessageBatchRequestEntry.builder()
                            .id(message.messageId())
                            .receiptHandle(message.receiptHandle())
                            .build())
                    .toList();
            client.deleteMessageBatch(call -> call.queueUrl(queue.toString()).entries(entries));
        }
    }

    private static String event(List<Message> messages) {
        var event = JsonNodeFactory.instance.objectNode();
        var records = event.putArray("Records");
        messages.forEach(message -> records.addObject()
                .put("messageId", message.messageId())
                .put("body", message.body())
                .put("eventSource", "aws:sqs")
                .put("eventSourceARN", "arn:aws:sqs:ap-northeast-1:123456789012:aurora"));
        return event.toString();
    }
}
