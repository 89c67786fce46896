package dev.hikyaku.dashboard.approval;

import dev.hikyaku.dashboard.trace.Mask;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/// Hides all values of a row of an audience: of words the first character is seen; of numbers, dates, and of yes and
/// no, nothing, for a birthday or a salary is as personal as a name. What is NULL stays so, and templates can tell.
final class MaskedRow {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String HIDDEN = Mask.value("x");

    private MaskedRow() {}

    /// @param row as JSON
    static String of(String row) {
        var masked = JSON.createObjectNode();
        JSON.readTree(row).properties().forEach(one -> masked.set(one.getKey(), hide(one.getValue())));
        return JSON.writeValueAsString(masked);
    }

    private static JsonNode hide(JsonNode value) {
        return value.isNull() ? value : StringNode.valueOf(value.isString() ? hide(value.stringValue()) : HIDDEN);
    }

    private static String hide(String text) {
        var isWord = text.codePoints().anyMatch(Character::isLetter) && !text.matches("(?i)true|false");
        return isWord || text.isEmpty() ? Mask.value(text) : HIDDEN;
    }
}
