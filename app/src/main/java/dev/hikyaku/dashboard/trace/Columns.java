package dev.hikyaku.dashboard.trace;

import dev.hikyaku.ledger.Story.ChangeStory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the newest change of a record said, beside the one before it.
final class Columns {
    /// One column.
    ///
    /// @param now its value, masked unless somebody may see it; null where the row has none
    /// @param before the same in the change before; null where there was none
    /// @param changed whether the values differ, which is told of masked ones, too
    record Column(
            String name, @Nullable String now, @Nullable String before, boolean changed) {}

    private Columns() {}

    /// Of changes, oldest first.
    static List<Column> of(List<ChangeStory> changes, boolean revealed) {
        var told = changes.stream().filter(change -> change.payload() != null).toList();
        if (told.isEmpty()) {
            return List.of();
        }
        var now = values(told.getLast());
        var before = told.size() < 2 ? Map.<String, String>of() : values(told.get(told.size() - 2));
        var columns = new ArrayList<Column>();
        for (var entry : now.entrySet()) {
            var earlier = before.get(entry.getKey());
            columns.add(new Column(
                    entry.getKey(),
                    shown(entry.getValue(), revealed),
                    earlier == null ? null : shown(earlier, revealed),
                    told.size() > 1 && !entry.getValue().equals(earlier)));
        }
        return columns;
    }

    private static String shown(String value, boolean revealed) {
        return revealed ? value : Mask.value(value);
    }

    private static Map<String, String> values(ChangeStory change) {
        var values = new TreeMap<String, String>();
        try {
            JsonNode row = JsonMapper.shared().readTree(String.valueOf(change.payload()));
            row.properties().forEach(entry -> {
                var value = entry.getValue();
                values.put(
                        entry.getKey(),
                        value.isNull() ? "" : value.isValueNode() ? value.asString() : value.toString());
            });
        } catch (JacksonException unreadable) {
            return Map.of();
        }
        return values;
    }
}
