package dev.hikyaku.salesforce;

import dev.hikyaku.salesforce.ObjectDescription.FieldDescription;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One record for [Collections]. A field that is not named stays as it is.
///
/// @param values by API name of the field, or by name of the relationship for a [Value.Reference]; in order
public record CollectionRow(Map<String, Value> values) {

    public CollectionRow {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// What a field is set to.
    ///
    /// Numbers and booleans have JSON types of their own. Salesforce takes a number as text too, but one text
    /// that it cannot read as the field's type refuses the whole call with 400 `JSON_PARSER_ERROR`, and with it
    /// the good rows ("Cannot deserialize instance of double from VALUE_STRING value …", seen in mautic issue
    /// 3048; of datetime in restforce issue 897). So [#of(FieldDescription, String)] gives what the field
    /// wants.
    public sealed interface Value {

        /// A text as it is; `#N/A` is no more than these four letters. Dates and times are text as well.
        record Text(String text) implements Value {}

        /// A number.
        record Decimal(BigDecimal number) implements Value {}

        /// A boolean.
        record Truth(boolean yes) implements Value {}

        /// Empties the field (JSON null).
        record Empty() implements Value {}

        /// Points to the record with this external id; its key in [CollectionRow#values()] is the name of the
        /// relationship, such as `Account`.
        ///
        /// @param field external id field of the other object
        /// @param value its value
        record Reference(String field, String value) implements Value {}

        /// The text as the field's type wants it; null and the empty text empty the field. A text that is
        /// neither number nor boolean stays text, and Salesforce refuses it.
        static Value of(FieldDescription field, @Nullable String text) {
            if (text == null || text.isEmpty()) {
                return new Empty();
            }
            if (field.number()) {
                return number(text);
            }
            return field.type().equals("boolean") ? truth(text) : new Text(text);
        }

        private static Value truth(String text) {
            var word = text.strip().toLowerCase(Locale.ROOT);
            if (Words.YES.contains(word)) {
                return new Truth(true);
            }
            return Words.NO.contains(word) ? new Truth(false) : new Text(text);
        }

        private static Value number(String text) {
            try {
                return new Decimal(new BigDecimal(text.strip()));
            } catch (NumberFormatException _) {
                return new Text(text);
            }
        }
    }

    // As in a CSV of Bulk API: Bulk API 2.0 Developer Guide, Valid CSV Record Rows.
    private static final class Words {
        private static final Set<String> YES = Set.of("true", "yes", "y", "on", "1");
        private static final Set<String> NO = Set.of("false", "no", "n", "off", "0");
    }

    Map<String, @Nullable Object> json(String object) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("attributes", Map.of("type", object));
        values.forEach((name, value) -> json.put(name, json(value)));
        return json;
    }

    private static @Nullable Object json(Value value) {
        return switch (value) {
            case Value.Text(var text) -> text;
            case Value.Decimal(var number) -> number;
            case Value.Truth(var yes) -> yes;
            case Value.Empty() -> null;
            case Value.Reference(var field, var key) -> Map.of(field, key);
        };
    }
}
