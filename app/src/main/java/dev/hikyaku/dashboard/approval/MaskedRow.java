package dev.hikyaku.dashboard.approval;

import dev.hikyaku.dashboard.trace.Mask;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/// Hides the words of a row of an audience. Numbers and dates stay, or a message that counts or formats them could not
/// be shown at all.
final class MaskedRow {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String DATE = "\\d{4}-\\d\\d-\\d\\d([T ][\\d:.]+(Z|[+-][\\d:]+)?)?";

    private MaskedRow() {}

    /// @param row as JSON
    static String of(String row) {
        var masked = JSON.createObjectNode();
        JSON.readTree(row).properties().forEach(one -> masked.set(one.getKey(), hide(one.getValue())));
        return JSON.writeValueAsString(masked);
    }

    private static JsonNode hide(JsonNode value) {
        if (value.isString()) {
            var text = value.stringValue();
            return text.matches(DATE) ? value : StringNode.valueOf(Mask.value(text));
        }
        return value.isContainer() ? StringNode.valueOf(Mask.value("…")) : value;
    }
}
