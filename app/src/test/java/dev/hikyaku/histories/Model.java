package dev.hikyaku.histories;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What an org would hold if every change were applied at once, one after another, each once and none late.
final class Model {
    private final Map<String, Map<String, String>> records = new TreeMap<>();
    private final Map<String, Long> newest = new HashMap<>();
    private final Set<String> requests = new HashSet<>();

    /// Applies one change as it is handed in.
    ///
    /// @param version given by the application, or null
    /// @param columns column -> text, null where it is emptied; null for a delete
    void apply(String key, String request, @Nullable Long version, @Nullable Map<String, @Nullable String> columns) {
        if (!requests.add(request)) {
            return;
        }
        if (version != null && version <= newest.getOrDefault(key, 0L)) {
            return;
        }
        if (version != null) {
            newest.put(key, version);
        }
        if (columns == null) {
            records.remove(key);
            return;
        }
        var record = records.computeIfAbsent(key, _ -> new TreeMap<>());
        columns.forEach((column, text) -> {
            if (text == null) {
                record.remove(column);
            } else {
                record.put(column, text);
            }
        });
    }

    /// Records by key: column -> text, filled columns only.
    Map<String, Map<String, String>> records() {
        return records;
    }
}
