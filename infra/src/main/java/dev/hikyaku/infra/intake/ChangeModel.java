package dev.hikyaku.infra.intake;

import dev.hikyaku.manifest.Sync;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.apigateway.JsonSchema;
import software.amazon.awscdk.services.apigateway.JsonSchemaType;
import software.amazon.awscdk.services.apigateway.JsonSchemaVersion;

/// The shape of a body that API Gateway lets pass: JSON Schema, draft 4. Hikyaku's own doors refuse more.
final class ChangeModel {

    /// What a body may ask for; each has its own path.
    enum Operation {
        UPSERT,
        DELETE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private ChangeModel() {}

    static JsonSchema of(Sync sync, Operation operation) {
        return typed(JsonSchemaType.OBJECT)
                .schema(JsonSchemaVersion.DRAFT4)
                .title(sync.name() + " " + operation.word())
                .properties(properties(sync, operation))
                .required(operation == Operation.UPSERT ? List.of("key", "op", "data") : List.of("key", "op"))
                .additionalProperties(false)
                .build();
    }

    private static Map<String, JsonSchema> properties(Sync sync, Operation operation) {
        var properties = new TreeMap<String, JsonSchema>();
        properties.put(
                "key",
                typed(JsonSchemaType.STRING, JsonSchemaType.INTEGER)
                        .minLength(1)
                        .maxLength(255)
                        .build());
        properties.put(
                "op",
                typed(JsonSchemaType.STRING)
                        .enumValue(List.of(operation.word()))
                        .build());
        properties.put(
                "sync",
                typed(JsonSchemaType.STRING).enumValue(List.of(sync.name())).build());
        properties.put("version", typed(JsonSchemaType.INTEGER).minimum(1).build());
        properties.put("at", typed(JsonSchemaType.STRING).build());
        properties.put(
                "requestId",
                typed(JsonSchemaType.STRING).pattern("^[!-~]{1,200}$").build());
        properties.put("traceParent", typed(JsonSchemaType.STRING).maxLength(55).build());
        if (operation == Operation.UPSERT) {
            properties.put("data", data(sync));
        }
        return properties;
    }

    private static JsonSchema data(Sync sync) {
        var columns = new TreeMap<String, JsonSchema>();
        for (var column : sync.columns()) {
            columns.put(
                    column,
                    typed(JsonSchemaType.STRING, JsonSchemaType.NUMBER, JsonSchemaType.BOOLEAN, JsonSchemaType.NULL)
                            .build());
        }
        return typed(JsonSchemaType.OBJECT)
                .properties(columns)
                .additionalProperties(false)
                .build();
    }

    private static JsonSchema.Builder typed(JsonSchemaType... types) {
        var builder = JsonSchema.builder();
        return types.length == 1 ? builder.type(types[0]) : builder.type(List.of(types));
    }
}
