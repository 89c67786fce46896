package dev.hikyaku.salesforce;

import dev.hikyaku.salesforce.wire.Reply;
import dev.hikyaku.salesforce.wire.Wire;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What Salesforce tells about one object: only what the user of the token may see.
///
/// Source: REST API, sObject Describe.
///
/// @param name API name
/// @param createable whether this user may create records
/// @param updateable whether this user may change records
/// @param deletable whether this user may delete records
/// @param fields in Salesforce's order; a field this user may not read is missing
/// @param asOf HTTP date for [Salesforce#describeIfChanged(String, ObjectDescription)], or null
public record ObjectDescription(
        String name,
        boolean createable,
        boolean updateable,
        boolean deletable,
        List<FieldDescription> fields,
        @Nullable String asOf) {

    public ObjectDescription {
        fields = List.copyOf(fields);
    }

    /// The field of this API name, whatever its case.
    public Optional<FieldDescription> field(String apiName) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(apiName))
                .findFirst();
    }

    static ObjectDescription of(Wire.Dated dated) {
        var answer = dated.reply();
        return new ObjectDescription(
                answer.text("name"),
                answer.yes("createable"),
                answer.yes("updateable"),
                answer.yes("deletable"),
                answer.list("fields").stream().map(FieldDescription::of).toList(),
                dated.asOf());
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
    /// @param cascadeDelete whether the record goes when the one it points to goes
    /// @param relationshipOrder 0 or 1 for a master-detail field, else null
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
            @Nullable String relationshipName,
            boolean cascadeDelete,
            @Nullable Integer relationshipOrder) {

        private static final Set<String> NUMBERS = Set.of("double", "int", "long", "currency", "percent");

        public FieldDescription {
            picklist = List.copyOf(picklist);
            referenceTo = List.copyOf(referenceTo);
        }

        static FieldDescription of(Reply field) {
            return new FieldDescription(
                    field.text("name"),
                    field.text("type"),
                    field.json().path("length").asInt(0),
                    field.json().path("precision").asInt(0),
                    field.json().path("digits").asInt(0),
                    field.json().path("scale").asInt(0),
                    field.yes("createable"),
                    field.yes("updateable"),
                    field.yes("nillable"),
                    field.yes("defaultedOnCreate"),
                    field.yes("externalId"),
                    field.yes("idLookup"),
                    field.yes("unique"),
                    field.yes("caseSensitive"),
                    field.list("picklistValues").stream().map(PicklistValue::of).toList(),
                    field.yes("restrictedPicklist"),
                    field.texts("referenceTo"),
                    field.optionalText("relationshipName"),
                    field.yes("cascadeDelete"),
                    field.json().path("relationshipOrder").isNumber()
                            ? (Integer) field.json().path("relationshipOrder").asInt()
                            : null);
        }

        /// Whether its values are numbers, which Salesforce writes its own way and SOQL wants without quotes.
        public boolean number() {
            return NUMBERS.contains(type);
        }

        /// Whether it points to a master: never empty, and without `updateable` never to be changed. Salesforce
        /// tells by `relationshipOrder`; without it, a required field that takes the record along with its
        /// parent behaves the same.
        public boolean masterDetail() {
            return type.equals("reference") && (relationshipOrder != null || (cascadeDelete && !nillable));
        }
    }

    /// One value of a picklist.
    ///
    /// @param value what the API takes and gives
    /// @param active whether new records may have it
    public record PicklistValue(String value, boolean active) {

        static PicklistValue of(Reply node) {
            return new PicklistValue(node.json().path("value").asString(""), node.yes("active"));
        }
    }
}
