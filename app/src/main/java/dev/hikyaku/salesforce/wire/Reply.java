package dev.hikyaku.salesforce.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// JSON that was answered, with the call it answers for messages.
///
/// @param where method and path of the call
/// @param json the answer or a part of it
/// @param failures what an answer without the expected is
public record Reply(String where, JsonNode json, Failures failures) {

    /// Text that must be there and not empty.
    public String text(String field) {
        var text = json.path(field).asString("");
        if (text.isEmpty()) {
            throw unusable("an answer without " + field, "one with it");
        }
        return text;
    }

    /// Text, or null when it is missing or empty.
    public @Nullable String optionalText(String field) {
        var text = json.path(field).asString("");
        return text.isEmpty() ? null : text;
    }

    /// Whether the field says true.
    public boolean yes(String field) {
        return json.path(field).asBoolean(false);
    }

    /// The elements of an array; none when it is missing.
    public List<Reply> list(String field) {
        return json.path(field)
                .valueStream()
                .map(element -> new Reply(where, element, failures))
                .toList();
    }

    /// The texts of an array; none when it is missing.
    public List<String> texts(String field) {
        return json.path(field)
                .valueStream()
                .map(element -> element.asString(""))
                .toList();
    }

    /// What an answer is that nobody can use.
    public RuntimeException unusable(String found, String wanted) {
        return failures.unavailable(where, 200, "found " + found + ", wanted " + wanted + ".", true);
    }
}
