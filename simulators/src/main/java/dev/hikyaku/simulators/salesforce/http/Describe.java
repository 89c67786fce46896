package dev.hikyaku.simulators.salesforce.http;

import dev.hikyaku.simulators.salesforce.org.Org;
import dev.hikyaku.simulators.salesforce.org.Table;
import dev.hikyaku.simulators.salesforce.schema.Field;
import dev.hikyaku.simulators.salesforce.schema.FieldType;
import dev.hikyaku.simulators.salesforce.schema.ObjectSchema;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The org's schema as describe answers it.
final class Describe {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Describe() {}

    static ObjectNode global(Org org, String version) {
        var json = MAPPER.createObjectNode().put("encoding", "UTF-8").put("maxBatchSize", 200);
        var objects = json.putArray("sobjects");
        org.tables().forEach(table -> objects.add(head(table.schema(), version)));
        return json;
    }

    static ObjectNode object(Org org, Table table, String version) {
        var schema = table.schema();
        var json = head(schema, version);
        var fields = json.putArray("fields");
        system(fields, "Id", "id", 18).put("idLookup", true).put("nillable", false);
        schema.fields().forEach(field -> describe(fields.addObject(), field));
        system(fields, "CreatedDate", "datetime", 0);
        system(fields, "LastModifiedDate", "datetime", 0);
        system(fields, "SystemModstamp", "datetime", 0);
        system(fields, "IsDeleted", "boolean", 0);
        system(fields, "MasterRecordId", "reference", 18).put("nillable", true);
        children(org, schema, json.putArray("childRelationships"));
        json.putArray("recordTypeInfos");
        return json;
    }

    private static void children(Org org, ObjectSchema parent, ArrayNode array) {
        for (var table : org.tables()) {
            for (var field : table.schema().fields()) {
                var reference = field.reference();
                if (reference != null && reference.to().contains(parent.name())) {
                    array.addObject()
                            .put("childSObject", table.schema().name())
                            .put("field", field.name())
                            .put("cascadeDelete", reference.onDelete() == Field.OnDelete.CASCADE)
                            .put("restrictedDelete", reference.onDelete() == Field.OnDelete.RESTRICT);
                }
            }
        }
    }

    private static ObjectNode head(ObjectSchema schema, String version) {
        var path = "/services/data/v" + version + "/sobjects/" + schema.name();
        var json = MAPPER.createObjectNode().put("name", schema.name());
        json.put("label", schema.label()).put("labelPlural", schema.label()).put("keyPrefix", schema.keyPrefix());
        json.put("custom", schema.name().endsWith("__c"))
                .put("createable", true)
                .put("updateable", true);
        json.put("deletable", true)
                .put("queryable", true)
                .put("retrieveable", true)
                .put("undeletable", true);
        json.putObject("urls")
                .put("sobject", path)
                .put("describe", path + "/describe")
                .put("rowTemplate", path + "/{ID}");
        return json;
    }

    private static ObjectNode system(ArrayNode fields, String name, String type, int length) {
        var json = fields.addObject()
                .put("name", name)
                .put("label", name)
                .put("type", type)
                .put("length", length);
        json.put("createable", false)
                .put("updateable", false)
                .put("nillable", false)
                .put("custom", false);
        json.put("defaultedOnCreate", true)
                .put("externalId", false)
                .put("idLookup", false)
                .put("unique", false);
        json.put("caseSensitive", false)
                .put("restrictedPicklist", false)
                .put("precision", 0)
                .put("scale", 0);
        json.putArray("picklistValues");
        json.putArray("referenceTo");
        return json.putNull("relationshipName");
    }

    private static void describe(ObjectNode json, Field field) {
        var traits = field.traits();
        json.put("name", field.name())
                .put("label", field.label())
                .put("type", field.type().describeName());
        json.put("length", length(field)).put("byteLength", length(field) * 3);
        numbers(json, field);
        json.put("createable", true)
                .put("updateable", true)
                .put("custom", field.name().endsWith("__c"));
        json.put("nillable", !traits.required() && field.type() != FieldType.BOOLEAN);
        json.put("defaultedOnCreate", field.type() == FieldType.BOOLEAN).put("externalId", traits.externalId());
        json.put("idLookup", traits.externalId()).put("unique", traits.unique());
        json.put("caseSensitive", traits.caseSensitive()).put("restrictedPicklist", traits.restricted());
        json.put("polymorphicForeignKey", false).put("calculated", false).put("autoNumber", false);
        picklist(json, field.values());
        var targets = json.putArray("referenceTo");
        var reference = field.reference();
        if (reference == null) {
            json.putNull("relationshipName");
        } else {
            reference.to().forEach(targets::add);
            json.put("updateable", !reference.fixed()).put("polymorphicForeignKey", reference.isPolymorphic());
            json.put("relationshipName", reference.relationship());
            json.put("cascadeDelete", reference.onDelete() == Field.OnDelete.CASCADE);
            json.put("restrictedDelete", reference.onDelete() == Field.OnDelete.RESTRICT);
        }
    }

    private static int length(Field field) {
        return switch (field.type()) {
            case TEXT, TEXTAREA, EMAIL, PHONE, URL, PICKLIST, MULTIPICKLIST, REFERENCE -> field.length();
            case BOOLEAN, INT, DOUBLE, CURRENCY, PERCENT, DATE, DATETIME -> 0;
        };
    }

    private static void numbers(ObjectNode json, Field field) {
        var whole = field.type() == FieldType.INT;
        json.put("digits", whole ? field.precision() : 0);
        json.put("precision", field.type().isDecimal() ? field.precision() : 0);
        json.put("scale", field.type().isDecimal() ? field.scale() : 0);
    }

    private static void picklist(ObjectNode json, List<String> values) {
        var array = json.putArray("picklistValues");
        for (var value : values) {
            array.addObject()
                    .put("value", value)
                    .put("label", value)
                    .put("active", true)
                    .put("defaultValue", false);
        }
    }
}
