package dev.hikyaku.manifest.reading;

import dev.hikyaku.manifest.reading.campaign.CampaignShapes;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes a shape as JSON Schema, draft-07: the newest that the common YAML editors know.
public final class SchemaWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ResourceBundle EN = words(Locale.ENGLISH);
    private static final ResourceBundle JA = words(Locale.JAPANESE);

    /// YAML's numbers and booleans are texts for the reader, and here nobody minds.
    private static final Set<TextRule> ANY_SCALAR = EnumSet.of(TextRule.FREE, TextRule.NOT_EMPTY, TextRule.API_VERSION);

    private SchemaWriter() {}

    /// The schema of `syncs/*.yaml`.
    public static String sync() {
        return document("Hikyaku: syncs/*.yaml", Shapes.SYNC);
    }

    /// The schema of `hikyaku.yaml`.
    public static String project() {
        return document("Hikyaku: hikyaku.yaml", Shapes.PROJECT);
    }

    /// The schema of `campaigns/*.yaml`.
    public static String campaign() {
        return document("Hikyaku: campaigns/*.yaml", CampaignShapes.CAMPAIGN);
    }

    private static String document(String title, Shape shape) {
        var document = JSON.objectNode();
        document.put("$schema", "http://json-schema.org/draft-07/schema#");
        document.put("title", title);
        document.setAll(schema(shape));
        var mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        return mapper.writeValueAsString(document).replace("\r\n", "\n") + "\n";
    }

    private static ObjectNode schema(Shape shape) {
        return switch (shape) {
            case Shape.Text(var rule) -> text(rule);
            case Shape.Choice(var allowed) -> choice(allowed);
            case Shape.Whole(var least, var most) ->
                JSON.objectNode().put("type", "integer").put("minimum", least).put("maximum", most);
            case Shape.Section section -> section(section);
            case Shape.Anything _ -> JSON.objectNode().put("type", "object");
            case Shape.Many(var rule) -> many(rule);
            case Shape.Entries(var names, var value) -> entries(names, value);
            case Shape.Either(var text, var mapping) -> {
                var either = JSON.objectNode();
                either.putArray("anyOf").add(schema(text)).add(schema(mapping));
                yield either;
            }
        };
    }

    private static ObjectNode text(TextRule rule) {
        var schema = JSON.objectNode();
        if (ANY_SCALAR.contains(rule)) {
            schema.putArray("type").add("string").add("number").add("boolean");
        } else {
            schema.put("type", "string");
        }
        var pattern = rule.pattern();
        if (pattern != null) {
            schema.put("pattern", "^(" + pattern.pattern() + ")$");
        } else if (rule != TextRule.FREE) {
            schema.put("minLength", 1);
        }
        return schema;
    }

    private static ObjectNode many(TextRule rule) {
        var list = JSON.objectNode().put("type", "array").put("minItems", 1);
        list.set("items", text(rule));
        var either = JSON.objectNode();
        either.putArray("anyOf").add(text(rule)).add(list);
        return either;
    }

    /// YAML's `1` and `true` are no texts for an editor, but they are for the reader.
    private static ObjectNode choice(List<String> allowed) {
        var schema = JSON.objectNode();
        var values = schema.putArray("enum");
        for (var word : allowed) {
            switch (word) {
                case "1" -> values.add(1);
                case "true" -> values.add(true);
                default -> values.add(word);
            }
        }
        return schema;
    }

    private static ObjectNode section(Shape.Section section) {
        var schema = JSON.objectNode().put("type", "object").put("additionalProperties", false);
        var properties = schema.putObject("properties");
        for (var key : section.keys()) {
            var name = "key." + section.name() + "." + key.name();
            var property = properties.putObject(key.name());
            property.put("description", EN.getString(name) + "\n" + JA.getString(name));
            property.setAll(schema(key.shape()));
        }
        perLanguage(section, schema);
        var required = section.keys().stream().filter(Shape.Key::required).toList();
        if (!required.isEmpty()) {
            var names = schema.putArray("required");
            required.forEach(key -> names.add(key.name()));
        }
        if (!section.exactlyOne().isEmpty()) {
            var ways = schema.putArray("oneOf");
            section.exactlyOne()
                    .forEach(key -> ways.addObject().putArray("required").add(key));
        }
        if (!section.goesWith().isEmpty()) {
            var pairs = schema.putObject("dependencies");
            section.goesWith().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(pair -> pairs.putArray(pair.getKey()).add(pair.getValue()));
        }
        return schema;
    }

    /// Patterns hold for known keys as well, so these are kept out.
    private static void perLanguage(Shape.Section section, ObjectNode schema) {
        var spoken = section.perLanguage();
        if (spoken != null) {
            var others = section.names().stream()
                    .filter(name -> ShapeCheck.LANGUAGE.matcher(name).matches())
                    .collect(Collectors.joining("|"));
            var pattern = "^(?!(" + others + ")$)" + ShapeCheck.LANGUAGE.pattern() + "$";
            schema.putObject("patternProperties").set(pattern, section(spoken));
        }
    }

    private static ObjectNode entries(TextRule names, Shape value) {
        var schema = JSON.objectNode().put("type", "object");
        schema.set("additionalProperties", schema(value));
        var pattern = names.pattern();
        if (pattern != null) {
            schema.putObject("propertyNames").put("pattern", "^(" + pattern.pattern() + ")$");
        }
        return schema;
    }

    private static ResourceBundle words(Locale locale) {
        return ResourceBundle.getBundle(
                "dev.hikyaku.manifest.messages",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
