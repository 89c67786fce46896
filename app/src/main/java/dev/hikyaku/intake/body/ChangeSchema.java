package dev.hikyaku.intake.body;

import dev.hikyaku.manifest.Expression;
import dev.hikyaku.manifest.Field;
import dev.hikyaku.manifest.Sync;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Tells the shape of a sync's changes as JSON Schema (draft 2020-12), made from its manifest.
///
/// What the schema refuses, [ChangeReader] refuses. The reader refuses more: what no schema can say, such as a number
/// that is no date.
public final class ChangeSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ChangeSchema() {}

    /// The schema of one change of this sync.
    public static String of(Sync sync) {
        var mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        return mapper.writeValueAsString(node(sync)).replace("\r\n", "\n") + "\n";
    }

    /// The same as a tree.
    public static ObjectNode node(Sync sync) {
        var schema = JSON.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "A change of " + sync.name());
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        schema.putArray("required").add("key");
        var properties = schema.putObject("properties");
        properties.putObject("sync").put("const", sync.name());
        var key = types(properties.putObject("key"), "string", "integer");
        key.put("minLength", 1).put("maxLength", 255);
        for (var name : List.of("op", "operation")) {
            properties.putObject(name).putArray("enum").add("upsert").add("delete");
        }
        types(properties.putObject("version"), "integer", "null")
                .put("minimum", 1)
                .put("maximum", Long.MAX_VALUE);
        types(properties.putObject("at"), "string", "null").put("format", "date-time");
        types(properties.putObject("requestId"), "string", "null").put("pattern", "^[!-~]{1,200}$");
        types(properties.putObject("traceParent"), "string", "null")
                .put("pattern", "^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$");
        data(types(properties.putObject("data"), "object", "null"), sync);
        var once = schema.putObject("not");
        once.putArray("required").add("op").add("operation");
        return schema;
    }

    private static void data(ObjectNode data, Sync sync) {
        data.put("additionalProperties", false);
        var columns = data.putObject("properties");
        for (var name : sync.columns()) {
            var column = columns.putObject(name);
            var fed = sync.fields().stream()
                    .filter(field -> field.value().columns().contains(name))
                    .map(Field::target)
                    .toList();
            if (!fed.isEmpty()) {
                column.put("description", String.join(", ", fed));
            }
            types(column, "string", "number", "boolean", "null").put("maxLength", longest(sync, name));
        }
    }

    /// The shortest bound of the fields that take the column as it is and refuse what is longer.
    private static int longest(Sync sync, String column) {
        return sync.fields().stream()
                .filter(field -> field.value() instanceof Expression.Column(var name) && name.equals(column))
                .filter(field -> field.map().isEmpty() && field.type() == Field.Type.TEXT)
                .filter(field -> field.tooLong() == Field.TooLong.REJECT && field.invalid() == Field.Invalid.REJECT)
                .mapToInt(field -> field.max() == null ? ChangeReader.LONGEST_TEXT : field.max())
                .min()
                .orElse(ChangeReader.LONGEST_TEXT);
    }

    private static ObjectNode types(ObjectNode schema, String... types) {
        var array = schema.putArray("type");
        for (var type : types) {
            array.add(type);
        }
        return schema;
    }
}
