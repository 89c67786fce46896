package dev.hikyaku.salesforce;

import dev.hikyaku.salesforce.wire.RecordId;
import dev.hikyaku.salesforce.wire.Reply;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What Salesforce did with one row of [Collections].
public sealed interface RowAnswer {

    /// It is done.
    ///
    /// @param id of the record, 18 characters
    /// @param created whether the record is new; never after a delete
    record Saved(String id, boolean created) implements RowAnswer {}

    /// Nothing happened to this row.
    ///
    /// @param code Salesforce's `statusCode`, such as `REQUIRED_FIELD_MISSING`; the first one when there are
    /// more
    /// @param message for people, in the language of the user; all of them
    /// @param fields API names, where it is about fields
    record Failed(String code, String message, List<String> fields) implements RowAnswer {

        public Failed {
            fields = List.copyOf(fields);
        }
    }

    /// Null when the element says neither.
    static @Nullable RowAnswer of(Reply element) {
        var id = element.optionalText("id");
        if (element.yes("success")) {
            return id == null || !RecordId.isOne(id) ? null : new Saved(Salesforce.id18(id), element.yes("created"));
        }
        var errors = element.list("errors");
        var code = errors.isEmpty() ? null : errors.getFirst().optionalText("statusCode");
        if (code == null) {
            return null;
        }
        var message = errors.stream()
                .map(error -> error.json().path("message").asString(""))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        var fields = errors.stream()
                .flatMap(error -> error.texts("fields").stream())
                .distinct()
                .toList();
        return new Failed(code, message, fields);
    }
}
