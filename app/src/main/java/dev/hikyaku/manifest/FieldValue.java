package dev.hikyaku.manifest;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one field of a Salesforce record gets from one row.
public sealed interface FieldValue {

    /// The field is set to this text; never empty.
    record Value(String text) implements FieldValue {}

    /// The field stays as it is in Salesforce.
    record Keep() implements FieldValue {}

    /// The field is set to null in Salesforce.
    record Clear() implements FieldValue {}

    /// The manifest doesn't let such a value through.
    ///
    /// @param code why
    /// @param arguments the field's name first, then what was found and wanted
    record Refused(ProblemCode code, List<Object> arguments) implements FieldValue {

        public Refused {
            arguments = List.copyOf(arguments);
        }

        /// Why, for people. It quotes the value.
        public String message(Locale locale) {
            return code.message(locale, arguments);
        }

        /// What to do about it.
        public String fix(Locale locale) {
            return code.fix(locale, arguments);
        }
    }

    /// Bulk API 2.0 reads a cell with this text as null, so a value that is this very text can't travel in a CSV
    /// ("Bulk API 2.0 Developer Guide", Prepare CSV Files).
    String NULL_CELL = "#N/A";

    /// What `field` gets from `row`: its value, then its value map, then its type, then its limit of length.
    ///
    /// What is wrong with a value is decided by the field's policy ([Field.Invalid]), once it has been looked up.
    ///
    /// The control character U+0000 is taken out, for neither XML nor PostgreSQL carries it.
    ///
    /// @param row text by column; an absent or null column is empty
    /// @param zone how date-times without an offset are to be understood
    static FieldValue of(Field field, Map<String, @Nullable String> row, ZoneId zone) {
        var evaluated = field.value().evaluate(row);
        var found = evaluated == null ? "" : withoutNull(evaluated);
        var mapped = field.map().get(found);
        if (mapped != null) {
            return written(field, mapped, zone);
        }
        if (found.isEmpty() || field.map().isEmpty()) {
            return written(field, found, zone);
        }
        return switch (field.otherwise()) {
            case KEEP -> new Keep();
            case CLEAR -> new Clear();
            case REJECT ->
                refused(
                        ProblemCode.VALUE_NOT_IN_MAP,
                        field.target(),
                        found,
                        String.join(", ", field.map().keySet().stream().sorted().toList()));
        };
    }

    private static String withoutNull(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }

    private static FieldValue written(Field field, String text, ZoneId zone) {
        if (text.isEmpty()) {
            return empty(field);
        }
        var typed = typed(field, field.type(), text, zone);
        var max = field.max();
        return typed instanceof Value(var right) && max != null ? within(field, right, max) : typed;
    }

    /// A text checked and written as this type, which may be another than the field declares.
    ///
    /// @param zone how date-times without an offset are to be understood
    static FieldValue typed(Field field, Field.Type type, String text, ZoneId zone) {
        return switch (FieldText.of(type, text, zone)) {
            case FieldText.Wrong(var code) -> unfit(field, code, text);
            case FieldText.Right(var right) -> right.isEmpty() ? empty(field) : new Value(right);
        };
    }

    /// A text of at most `max` characters (code points); a longer one is cut where the field says so.
    static FieldValue within(Field field, String text, int max) {
        var length = text.codePointCount(0, text.length());
        if (length <= max) {
            return new Value(text);
        }
        return switch (field.tooLong()) {
            case REJECT -> unfit(field, ProblemCode.VALUE_TOO_LONG, text, max, length);
            case CUT -> new Value(text.substring(0, text.offsetByCodePoints(0, max)));
        };
    }

    /// What the field does with a value that can't be sent.
    ///
    /// @param wanted further arguments of the code's wording, after the field's name and what was found
    static FieldValue unfit(Field field, ProblemCode code, String found, Object... wanted) {
        return switch (field.invalid()) {
            case REJECT -> refused(code, field.target(), found, wanted);
            case CLEAR -> new Clear();
            case KEEP -> new Keep();
        };
    }

    private static FieldValue empty(Field field) {
        return switch (field.empty()) {
            case KEEP -> new Keep();
            case CLEAR -> new Clear();
        };
    }

    /// A refusal whatever a policy says; a long value is shown shortened.
    static Refused refused(ProblemCode code, String target, String found, Object... wanted) {
        var shown = found.codePointCount(0, found.length()) <= 80
                ? found
                : found.substring(0, found.offsetByCodePoints(0, 80)) + "…";
        var arguments = new ArrayList<Object>(List.of(target, shown));
        arguments.addAll(List.of(wanted));
        return new Refused(code, arguments);
    }
}
