package dev.hikyaku.crucible.doors;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// Lambda's event source mapping with `ReportBatchItemFailures`: takes messages, invokes the function, deletes those it
/// did
/// not name as failed.
final class EventSource {
    private static final int VISIBILITY = 5;

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
                    var messages = client.receiveMessage(call -> call.queueUrl(queue.toString())
                                    .maxNumberOfMessages(10)
                                    .waitTimeSeconds(1)
                                    .visibilityTimeout(VISIBILITY))
                            .messages();
                    if (!messages.isEmpty()) {
                        take(client, messages);
                    }
                } catch (SdkException away) {
                    Thread.sleep(100);
                }
            }
        }
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
        for (var message : messages) {
            if (!failed.contains(message.messageId())) {
                client.deleteMessage(call -> call.queueUrl(queue.toString()).receiptHandle(message.receiptHandle()));
            }
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
