package dev.hikyaku.gateway.sns;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Overrides, merged member by member.
final class Json {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    /// @throws IllegalArgumentException when the text is no JSON object
    static ObjectNode object(String name, String text) {
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException broken) {
            throw new IllegalArgumentException("overrides." + name + ": found no JSON", broken);
        }
        throw new IllegalArgumentException("overrides." + name + ": found no JSON object");
    }

    static void merge(ObjectNode into, JsonNode over) {
        over.properties().forEach(member -> {
            var there = into.get(member.getKey());
            if (there instanceof ObjectNode inner && member.getValue().isObject()) {
                merge(inner, member.getValue());
            } else {
                into.set(member.getKey(), member.getValue());
            }
        });
    }
}
