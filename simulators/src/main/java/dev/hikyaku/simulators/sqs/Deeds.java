package dev.hikyaku.simulators.sqs;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What is done with messages: sent, given out, hidden, deleted; one by one or ten at once.
///
/// @param queues that give them out
record Deeds(Queues queues, Clock clock) {
    private static final int LARGEST = 1 << 20;
    private static final int MOST = 10;
    /// What is no character of XML 1.0 is none here.
    private static final Pattern FORBIDDEN = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]");

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String text(JsonNode call, String name) {
        return call.path(name).asString("");
    }

    /// Answers a call about messages of one queue.
    ///
    /// @throws Refusal when it can't be done
    ObjectNode answer(String action, Queues.Named queue, JsonNode call) throws InterruptedException {
        return switch (action) {
            case "SendMessage" -> send(queue, call);
            case "ReceiveMessage" -> receive(queue, call);
            case "DeleteMessage" -> {
                queue.queue().delete(text(call, "ReceiptHandle"));
                yield object();
            }
            case "ChangeMessageVisibility" -> {
                hide(queue, call);
                yield object();
            }
            case "SendMessageBatch" -> each(call, (entry, done) -> done.setAll(send(queue, entry)));
            case "DeleteMessageBatch" -> each(call, (entry, _) -> queue.queue().delete(text(entry, "ReceiptHandle")));
            case "ChangeMessageVisibilityBatch" -> each(call, (entry, _) -> hide(queue, entry));
            default -> throw Refusal.of("UnsupportedOperation", "the simulator does not know " + action);
        };
    }

    private ObjectNode send(Queues.Named to, JsonNode call) {
        var body = text(call, "MessageBody");
        if (body.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            throw Refusal.wrong(
                    "One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.");
        }
        if (body.isEmpty()) {
            throw Refusal.of("MissingParameter", "The request must contain the parameter MessageBody.");
        }
        if (FORBIDDEN.matcher(body).find()) {
            throw Refusal.of(
                    "InvalidMessageContents",
                    "Invalid characters found. Valid unicode characters are #x9 | #xA"
                            + " | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");
        }
        var sent = call.path("MessageAttributes");
        var attributes = sent.isObject() ? sent : object();
        var delay = call.has("DelaySeconds")
                ? Duration.ofSeconds(call.path("DelaySeconds").asInt(0))
                : to.seconds("DelaySeconds", 0);
        var message = new Message(UUID.randomUUID().toString(), body, attributes, clock.millis());
        to.queue().send(message, delay);
        var answer = object().put("MessageId", message.id).put("MD5OfMessageBody", Digest.of(body));
        return attributes.isEmpty() ? answer : answer.put("MD5OfMessageAttributes", Digest.of(attributes));
    }

    private ObjectNode receive(Queues.Named from, JsonNode call) throws InterruptedException {
        var most = call.path("MaxNumberOfMessages").asInt(1);
        if (most < 1 || most > MOST) {
            throw Refusal.wrong(
                    "Value " + most + " for parameter MaxNumberOfMessages is invalid. Reason: Must be between"
                            + " 1 and 10, if provided.");
        }
        var wait = call.has("WaitTimeSeconds")
                ? Duration.ofSeconds(call.path("WaitTimeSeconds").asInt(0))
                : from.seconds("ReceiveMessageWaitTimeSeconds", 0);
        var visibility = call.has("VisibilityTimeout")
                ? Duration.ofSeconds(call.path("VisibilityTimeout").asInt(0))
                : from.seconds("VisibilityTimeout", 30);
        var received = queues.receive(from, new Queue.Wish(most, wait, visibility));
        var answer = object();
        if (!received.isEmpty()) {
            var messages = answer.putArray("Messages");
            received.forEach(one -> messages.add(told(one, call)));
        }
        return answer;
    }

    private static ObjectNode told(Received message, JsonNode call) {
        var told = object().put("MessageId", message.id())
                .put("ReceiptHandle", message.receipt())
                .put("MD5OfBody", Digest.of(message.body()))
                .put("Body", message.body());
        var system = object().put("SenderId", "AIDAIENQZJOLO23YVJ4VO")
                .put("SentTimestamp", Long.toString(message.sentAt()))
                .put("ApproximateReceiveCount", Integer.toString(message.received()))
                .put("ApproximateFirstReceiveTimestamp", Long.toString(message.firstReceivedAt()));
        var wanted = wanted(call, "MessageSystemAttributeNames");
        wanted.addAll(wanted(call, "AttributeNames"));
        told.set("Attributes", chosen(system, wanted));
        var attributes = chosen(message.attributes(), wanted(call, "MessageAttributeNames"));
        if (!attributes.isEmpty()) {
            told.set("MessageAttributes", attributes);
            told.put("MD5OfMessageAttributes", Digest.of(attributes));
        }
        return told;
    }

    /// Names in a list of the call.
    static HashSet<String> wanted(JsonNode call, String list) {
        var names = new HashSet<String>();
        call.path(list).forEach(name -> names.add(name.asString("")));
        return names;
    }

    /// Those of the members that are wanted: by name, by `prefix.*`, or all by `All`.
    static ObjectNode chosen(JsonNode all, Set<String> wanted) {
        var chosen = object();
        all.properties().forEach(one -> {
            var byPrefix = wanted.stream()
                    .anyMatch(name ->
                            name.endsWith(".*") && one.getKey().startsWith(name.substring(0, name.length() - 2)));
            if (byPrefix || wanted.contains("All") || wanted.contains(one.getKey())) {
                chosen.set(one.getKey(), one.getValue());
            }
        });
        return chosen;
    }

    private static void hide(Queues.Named in, JsonNode call) {
        var visibility = Duration.ofSeconds(call.path("VisibilityTimeout").asInt(0));
        if (!in.queue().hideAgain(text(call, "ReceiptHandle"), visibility)) {
            throw Refusal.of("MessageNotInflight", "The specified message isn't in flight.");
        }
    }

    /// Does something for each entry of a batch; one that is refused does not harm the others.
    private static ObjectNode each(JsonNode call, BiConsumer<JsonNode, ObjectNode> work) {
        var entries = call.path("Entries");
        check(entries);
        var answer = object();
        var successful = answer.putArray("Successful");
        var failed = answer.putArray("Failed");
        entries.forEach(entry -> {
            var done = object().put("Id", text(entry, "Id"));
            try {
                work.accept(entry, done);
                successful.add(done);
            } catch (Refusal refused) {
                failed.add(done.put("SenderFault", true)
                        .put("Code", refused.type())
                        .put("Message", refused.text()));
            }
        });
        return answer;
    }

    private static void check(JsonNode entries) {
        if (entries.isEmpty()) {
            throw Refusal.of("EmptyBatchRequest", "There should be at least one entry in the request.");
        }
        if (entries.size() > MOST) {
            throw Refusal.of(
                    "TooManyEntriesInBatchRequest",
                    String.format(
                            Locale.ROOT,
                            "Maximum number of entries per request are 10. You have sent %d.",
                            entries.size()));
        }
        var ids = new HashSet<String>();
        var bytes = 0;
        for (var entry : entries) {
            bytes += text(entry, "MessageBody").getBytes(StandardCharsets.UTF_8).length;
            if (!ids.add(text(entry, "Id"))) {
                throw Refusal.of("BatchEntryIdsNotDistinct", "Id " + text(entry, "Id") + " repeated.");
            }
        }
        if (bytes > LARGEST) {
            throw Refusal.of(
                    "BatchRequestTooLong",
                    "Batch requests cannot be longer than 1048576 bytes. You have sent " + bytes + " bytes.");
        }
    }
}
