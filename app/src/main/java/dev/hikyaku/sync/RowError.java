package dev.hikyaku.sync;

import java.util.Arrays;
import java.util.List;

/// Why Salesforce refused one row: the `sf__Error` of a result file, `CODE:message:Field1,Field2 --`.
///
/// Source: Bulk API 2.0 Developer Guide, Get Job Failed Record Results.
///
/// @param code of `StatusCode`
/// @param message for people, in the language of the Salesforce user
/// @param fields API names, where it is about fields
public record RowError(String code, String message, List<String> fields) {
    public RowError {
        fields = List.copyOf(fields);
    }

    /// Reads the cell of a result file.
    public static RowError of(String cell) {
        var colon = cell.indexOf(':');
        if (colon < 0) {
            return new RowError(cell.strip(), "", List.of());
        }
        var rest = cell.substring(colon + 1).strip();
        var text = rest.endsWith("--") ? rest.substring(0, rest.length() - 2).strip() : rest;
        var last = text.lastIndexOf(':');
        if (last < 0) {
            return new RowError(cell.substring(0, colon), text, List.of());
        }
        var fields = Arrays.stream(text.substring(last + 1).split(",", -1))
                .map(String::strip)
                .filter(field -> !field.isEmpty())
                .toList();
        return new RowError(cell.substring(0, colon), text.substring(0, last), fields);
    }

    /// Message and fields as people read them.
    public String reason() {
        return fields.isEmpty() ? message : message + " [" + String.join(",", fields) + "]";
    }
}
