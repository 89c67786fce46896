package dev.hikyaku.dashboard.approval;

import dev.hikyaku.dashboard.trace.Mask;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Hides the words of a row of an audience. Numbers and dates stay, or a message that counts or formats them could not
/// be shown at all.
final class MaskedRow {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String DATE = "\\d{4}-\\d\\d-\\d\\d([T ][\\d:.]+(Z|[+-][\\d:]+)?)?";

    private MaskedRow() {}

    /// @param row as JSON
    static String of(String row) {
        var values = JSON.readValue(row, new TypeReference<LinkedHashMap<String, Object>>() {});
        values.replaceAll((_, value) -> hide(value));
        return JSON.writeValueAsString(values);
    }

    private static Object hide(Object value) {
        return switch (value) {
            case String text when !text.matches(DATE) -> Mask.value(text);
            case Map<?, ?> _, Iterable<?> _ -> Mask.value("…");
            case null, default -> value;
        };
    }
}
