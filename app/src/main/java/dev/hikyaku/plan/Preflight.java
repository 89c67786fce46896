package dev.hikyaku.plan;

import dev.hikyaku.manifest.FieldValue;
import dev.hikyaku.plan.Comparison.Like;
import dev.hikyaku.salesforce.ObjectDescription;
import dev.hikyaku.salesforce.ObjectDescription.FieldDescription;
import dev.hikyaku.salesforce.ObjectDescription.PicklistValue;
import dev.hikyaku.sync.rows.Columns;
import dev.hikyaku.sync.rows.Page.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Says which rows Salesforce would reject, as far as its own description of the fields tells: what is required, how
/// long texts may be, which values a restricted picklist has. Validation rules, triggers, duplicate rules and the form
/// of addresses are known to Salesforce alone.
///
/// @param object what the org says of the fields
/// @param columns the columns of the rows
record Preflight(ObjectDescription object, Columns columns) {
    private static final Set<String> TEXTS = Set.of("string", "textarea", "phone", "url", "email", "encryptedstring");

    /// Why a row would be rejected.
    record Refused(String code, String reason) {}

    /// The first reason against a row; empty when none is known.
    Optional<Refused> judge(Row row, Like like) {
        var required = required(row, like);
        return required.isPresent() ? required : values(row);
    }

    private Optional<Refused> required(Row row, Like like) {
        return object.fields().stream()
                .filter(field -> !field.nillable() && !field.type().equals("boolean"))
                .filter(field ->
                        like == Like.NEW ? field.createable() && !field.defaultedOnCreate() : isCleared(row, field))
                .filter(field -> !(cell(row, field) instanceof FieldValue.Value))
                .findFirst()
                .map(field -> new Refused("REQUIRED_FIELD_MISSING", field.name() + " is required"));
    }

    private boolean isCleared(Row row, FieldDescription field) {
        return cell(row, field) instanceof FieldValue.Clear;
    }

    private FieldValue cell(Row row, FieldDescription field) {
        for (int i = 0; i < columns.all().size(); i++) {
            if (columns.all().get(i).target().equalsIgnoreCase(field.name())) {
                return row.cells().get(i);
            }
        }
        return new FieldValue.Keep();
    }

    private Optional<Refused> values(Row row) {
        for (int i = 0; i < columns.all().size(); i++) {
            var column = columns.all().get(i);
            var field = object.field(column.target());
            if (column.parentField() == null
                    && field.isPresent()
                    && row.cells().get(i) instanceof FieldValue.Value(var text)) {
                var refused = value(field.get(), text);
                if (refused.isPresent()) {
                    return refused;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Refused> value(FieldDescription field, String text) {
        var length = text.strip().codePointCount(0, text.strip().length());
        if (TEXTS.contains(field.type()) && field.length() > 0 && length > field.length()) {
            return Optional.of(new Refused(
                    "STRING_TOO_LONG",
                    field.name() + " has " + length + " characters, wanted at most " + field.length()));
        }
        if (field.restrictedPicklist() && !values(field).containsAll(parts(field, text))) {
            return Optional.of(new Refused(
                    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                    field.name() + " has no value \"" + text + "\", wanted one of "
                            + String.join(", ", values(field))));
        }
        return Optional.empty();
    }

    private static List<String> values(FieldDescription field) {
        return field.picklist().stream()
                .filter(PicklistValue::active)
                .map(PicklistValue::value)
                .toList();
    }

    private static List<String> parts(FieldDescription field, String text) {
        return field.type().equals("multipicklist") ? Arrays.asList(text.split(";")) : List.of(text);
    }
}
