package dev.hikyaku.simulators.push.sns.http;

import dev.hikyaku.simulators.push.sns.event.EventQueue;
import dev.hikyaku.simulators.push.sns.wire.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// As much of SQS's JSON protocol as a reader of one queue needs.
record QueueDoor(EventQueue queue, String queueUrl) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int HIDDEN_SECONDS = 30;

    record Said(int status, String json) {}

    Said answer(String action, String body) throws InterruptedException {
        var json = MAPPER.readTree(body.isEmpty() ? "{}" : body);
        return switch (action) {
            case "ReceiveMessage" -> good(receive(json));
            case "DeleteMessage" -> {
                queue.delete(json.path("ReceiptHandle").asString(""));
                yield good(object());
            }
            case "DeleteMessageBatch" -> good(deleteAll(json));
            case "GetQueueUrl" -> good(object().put("QueueUrl", queueUrl));
            default ->
                new Said(
                        400,
                        object().put("__type", "com.amazon.coral.service#UnknownOperationException")
                                .toString());
        };
    }

    static Said refused(Refusal refused) {
        return new Said(
                refused.status(),
                object().put("__type", "com.amazon.coral.service#" + refused.code())
                        .put("message", refused.text())
                        .toString());
    }

    private static Said good(ObjectNode json) {
        return new Said(200, json.toString());
    }

    private ObjectNode receive(JsonNode asked) throws InterruptedException {
        var received = queue.receive(
                Math.clamp(asked.path("MaxNumberOfMessages").asInt(1), 1, 10),
                Duration.ofSeconds(asked.path("WaitTimeSeconds").asInt(0)),
                Duration.ofSeconds(asked.path("VisibilityTimeout").asInt(HIDDEN_SECONDS)));
        var json = object();
        if (!received.isEmpty()) {
            var messages = json.putArray("Messages");
            received.forEach(message -> messages.add(object().put("MessageId", message.id())
                    .put("ReceiptHandle", message.receipt())
                    .put("MD5OfBody", md5(message.body()))
                    .put("Body", message.body())));
        }
        return json;
    }

    private ObjectNode deleteAll(JsonNode asked) {
        var json = object();
        var successful = json.putArray("Successful");
        asked.path("Entries").forEach(entry -> {
            queue.delete(entry.path("ReceiptHandle").asString(""));
            successful.add(object().put("Id", entry.path("Id").asString("")));
        });
        json.putArray("Failed");
        return json;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String md5(String text) {
        try {
            var digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
