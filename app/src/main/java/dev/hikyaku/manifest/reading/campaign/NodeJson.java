package dev.hikyaku.manifest.reading.campaign;

import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Writes YAML as JSON: numbers, `true` and `null` are what they are in YAML's core schema.
final class NodeJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// More than any notification holds. An alias may stand within what it names, so there has to be an end.
    private static final int MOST_NODES = 2_000;

    private int nodes;

    private NodeJson() {}

    /// Empty when there is more than any notification holds.
    static Optional<String> write(Node node) {
        var writer = new NodeJson();
        var json = writer.json(node);
        return writer.nodes > MOST_NODES ? Optional.empty() : Optional.of(json.toString());
    }

    private JsonNode json(Node node) {
        if (++nodes > MOST_NODES) {
            return JSON.nullNode();
        }
        return switch (node) {
            case MappingNode mapping -> {
                var object = JSON.objectNode();
                for (var tuple : mapping.getValue()) {
                    if (tuple.getKeyNode() instanceof ScalarNode key) {
                        object.set(key.getValue(), json(tuple.getValueNode()));
                    }
                }
                yield object;
            }
            case SequenceNode list -> {
                var array = JSON.arrayNode();
                list.getValue().forEach(item -> array.add(json(item)));
                yield array;
            }
            case ScalarNode scalar -> scalar(scalar.getValue(), scalar.getTag());
            default -> JSON.nullNode();
        };
    }

    private static JsonNode scalar(String text, Tag tag) {
        if (tag.equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(text.equalsIgnoreCase("true"));
        }
        if (tag.equals(Tag.INT) && text.matches("[-+]?[0-9]{1,18}")) {
            return JSON.numberNode(Long.parseLong(text));
        }
        if (tag.equals(Tag.FLOAT) && text.matches("[-+]?[0-9]{0,15}\\.?[0-9]{1,15}")) {
            return JSON.numberNode(Double.parseDouble(text));
        }
        return JSON.stringNode(text);
    }
}
