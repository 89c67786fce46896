package dev.hikyaku.simulators.sqs;

import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The actions of the JSON protocol, but those of FIFO queues, permissions and tags.
///
/// @param base address of the simulator, the beginning of queue URLs
record Actions(Queues queues, Deeds deeds, String base) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    /// Answers one call.
    ///
    /// @throws Refusal when it can't be done
    ObjectNode answer(String action, JsonNode call) throws InterruptedException {
        return switch (action) {
            case "CreateQueue" -> url(make(call));
            case "GetQueueUrl" -> url(queues.of(text(call, "QueueName")).name());
            case "ListQueues" -> list(call);
            case "GetQueueAttributes" -> attributes(queue(call), Deeds.wanted(call, "AttributeNames"));
            case "SetQueueAttributes" -> {
                queues.make(queue(call).name(), attributes(call));
                yield object();
            }
            case "PurgeQueue" -> {
                queue(call).queue().purge();
                yield object();
            }
            default -> deeds.answer(action, queue(call), call);
        };
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String text(JsonNode call, String name) {
        return call.path(name).asString("");
    }

    private Queues.Named queue(JsonNode call) {
        return queues.of(text(call, "QueueUrl"));
    }

    private ObjectNode url(String name) {
        return object().put("QueueUrl", base + "/" + Queues.ACCOUNT + "/" + name);
    }

    private String make(JsonNode call) {
        var name = text(call, "QueueName");
        if (!NAME.matcher(name).matches()) {
            throw Refusal.wrong("Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length;"
                    + " the simulator has standard queues alone");
        }
        return queues.make(name, attributes(call)).name();
    }

    private static TreeMap<String, String> attributes(JsonNode call) {
        var attributes = new TreeMap<String, String>();
        call.path("Attributes")
                .properties()
                .forEach(one -> attributes.put(one.getKey(), one.getValue().asString("")));
        return attributes;
    }

    private ObjectNode list(JsonNode call) {
        var answer = object();
        var urls = answer.putArray("QueueUrls");
        queues.all().stream()
                .map(Queues.Named::name)
                .filter(name -> name.startsWith(text(call, "QueueNamePrefix")))
                .forEach(name -> urls.add(url(name).path("QueueUrl").asString("")));
        return answer;
    }

    private ObjectNode attributes(Queues.Named named, Set<String> wanted) {
        var counts = named.queue().counts();
        var attributes = object();
        attributes.put("VisibilityTimeout", "30").put("DelaySeconds", "0").put("ReceiveMessageWaitTimeSeconds", "0");
        named.attributes().forEach(attributes::put);
        attributes
                .put("QueueArn", queues.arn(named.name()))
                .put("ApproximateNumberOfMessages", Integer.toString(counts.visible()))
                .put("ApproximateNumberOfMessagesNotVisible", Integer.toString(counts.hidden()))
                .put("ApproximateNumberOfMessagesDelayed", "0");
        var answer = object();
        answer.set("Attributes", Deeds.chosen(attributes, wanted));
        return answer;
    }
}
