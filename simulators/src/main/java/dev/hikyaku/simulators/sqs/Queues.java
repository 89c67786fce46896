package dev.hikyaku.simulators.sqs;

import dev.hikyaku.simulators.salesforce.journal.Lines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import tools.jackson.databind.JsonNode;

/// All queues by their names.
final class Queues {
    static final String ACCOUNT = "123456789012";

    private final Queue.Surroundings around;
    private final ConcurrentSkipListMap<String, Named> byName = new ConcurrentSkipListMap<>();

    /// A queue and what was set for it.
    record Named(String name, Queue queue, Map<String, String> attributes) {
        /// A number that was set, in seconds.
        Duration seconds(String attribute, int otherwise) {
            return Duration.ofSeconds(
                    Integer.parseInt(attributes.getOrDefault(attribute, Integer.toString(otherwise))));
        }
    }

    Queues(Queue.Surroundings around) {
        this.around = around;
    }

    void restore(JsonNode line) {
        var kind = line.path("kind").asString("");
        if (kind.equals("queue")) {
            var attributes = new TreeMap<String, String>();
            Digest.json(line.path("attributes").asString("{}"))
                    .properties()
                    .forEach(one -> attributes.put(one.getKey(), one.getValue().asString("")));
            put(line.path("queue").asString(""), attributes);
            return;
        }
        var named = byName.get(line.path("queue").asString(""));
        if (named != null) {
            named.queue().restore(kind, line);
        }
    }

    private Named put(String name, Map<String, String> attributes) {
        return byName.compute(name, (_, there) -> {
            var merged = new TreeMap<String, String>();
            if (there != null) {
                merged.putAll(there.attributes());
            }
            merged.putAll(attributes);
            return new Named(name, there == null ? new Queue(name, around) : there.queue(), Map.copyOf(merged));
        });
    }

    /// Makes a queue, or sets attributes of one that is there.
    Named make(String name, Map<String, String> attributes) {
        around.journal().write(new Lines(around.clock().millis()).add("queue", json -> {
                    json.writeStringProperty("queue", name);
                    json.writeStringProperty(
                            "attributes", Digest.object(attributes).toString());
                }));
        return put(name, attributes);
    }

    /// @throws Refusal when there is none
    Named of(String url) {
        var named = byName.get(url.substring(url.lastIndexOf('/') + 1));
        if (named == null) {
            throw Refusal.noQueue();
        }
        return named;
    }

    List<Named> all() {
        return new ArrayList<>(byName.values());
    }

    String arn(String name) {
        return "arn:aws:sqs:" + around.options().region() + ":" + ACCOUNT + ":" + name;
    }

    /// Gives messages out; those that were received too often go to the dead-letter queue that was set.
    List<Received> receive(Named from, Queue.Wish wish) throws InterruptedException {
        var policy = Digest.json(from.attributes().getOrDefault("RedrivePolicy", "{}"));
        var most = policy.path("maxReceiveCount").asInt(0);
        var given = from.queue().receive(wish, most);
        if (!given.dead().isEmpty()) {
            var arn = policy.path("deadLetterTargetArn").asString("");
            var dead = of(arn.substring(arn.lastIndexOf(':') + 1));
            given.dead()
                    .forEach(message -> dead.queue()
                            .send(
                                    new Message(message.id, message.body, message.attributes, message.sentAt),
                                    Duration.ZERO));
        }
        return given.messages();
    }
}
