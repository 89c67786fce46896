package dev.hikyaku.salesforce;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What Salesforce tells about one object: only what the user of the token may see.
///
/// Source: REST API, sObject Describe.
///
/// @param name API name
/// @param createable whether this user may create records
/// @param updateable whether this user may change records
/// @param deletable whether this user may delete records
/// @param fields in Salesforce's order; a field this user may not read is missing
public record ObjectDescription(
        String name, boolean createable, boolean updateable, boolean deletable, List<FieldDescription> fields) {

    public ObjectDescription {
        fields = List.copyOf(fields);
    }

    /// The field of this API name, whatever its case.
    public Optional<FieldDescription> field(String apiName) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(apiName))
                .findFirst();
    }

    static ObjectDescription of(JsonNode answer, String where) {
        var fields = new ArrayList<FieldDescription>();
        for (var field : answer.path("fields")) {
            fields.add(FieldDescription.of(field, where));
        }
        return new ObjectDescription(
                Answer.text(answer, "name", where),
                yes(answer, "createable"),
                yes(answer, "updateable"),
                yes(answer, "deletable"),
                fields);
    }

    private static boolean yes(JsonNode node, String name) {
        return node.path(name).asBoolean(false);
    }

    /// One field.
    ///
    /// @param name API name
    /// @param type Salesforce's word: `string`, `picklist`, `reference`, `datetime`, …
    /// @param length longest text in characters; 0 where it has no meaning
    /// @param precision digits in all of a number with a point
    /// @param digits digits in all of a whole number
    /// @param scale digits behind the point
    /// @param createable whether this user may set it on a new record
    /// @param updateable whether this user may change it
    /// @param nillable whether it may be empty
    /// @param defaultedOnCreate whether Salesforce fills it when it is left out
    /// @param externalId whether it is marked External ID
    /// @param idLookup whether an upsert may name it
    /// @param unique whether two records may not share a value
    /// @param caseSensitive whether `a1` and `A1` are two values
    /// @param picklist its values, the inactive ones too
    /// @param restrictedPicklist whether other values are refused
    /// @param referenceTo API names of the objects it may point to; more than one: polymorphic
    /// @param relationshipName name for `Relationship.ExternalId` columns, or null
    public record FieldDescription(
            String name,
            String type,
            int length,
            int precision,
            int digits,
            int scale,
            boolean createable,
            boolean updateable,
            boolean nillable,
            boolean defaultedOnCreate,
            boolean externalId,
            boolean idLookup,
            boolean unique,
            boolean caseSensitive,
            List<PicklistValue> picklist,
            boolean restrictedPicklist,
            List<String> referenceTo,
            @Nullable String relationshipName) {

        public FieldDescription {
            picklist = List.copyOf(picklist);
            referenceTo = List.copyOf(referenceTo);
        }

        static FieldDescription of(JsonNode field, String where) {
            return new FieldDescription(
                    Answer.text(field, "name", where),
                    Answer.text(field, "type", where),
                    field.path("length").asInt(0),
                    field.path("precision").asInt(0),
                    field.path("digits").asInt(0),
                    field.path("scale").asInt(0),
                    yes(field, "createable"),
                    yes(field, "updateable"),
                    yes(field, "nillable"),
                    yes(field, "defaultedOnCreate"),
                    yes(field, "externalId"),
                    yes(field, "idLookup"),
                    yes(field, "unique"),
                    yes(field, "caseSensitive"),
                    field.path("picklistValues")
                            .valueStream()
                            .map(PicklistValue::of)
                            .toList(),
                    yes(field, "restrictedPicklist"),
                    field.path("referenceTo")
                            .valueStream()
                            .map(to -> to.asString(""))
                            .toList(),
                    Answer.optionalText(field, "relationshipName"));
        }
    }

    /// One value of a picklist.
    ///
    /// @param value what the API takes and gives
    /// @param active whether new records may have it
    public record PicklistValue(String value, boolean active) {

        static PicklistValue of(JsonNode node) {
            return new PicklistValue(node.path("value").asString(""), yes(node, "active"));
        }
    }
}
