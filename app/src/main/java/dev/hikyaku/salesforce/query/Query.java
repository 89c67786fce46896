package dev.hikyaku.salesforce.query;

import dev.hikyaku.salesforce.wire.Wire;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Asks in SOQL and follows the pages.
///
/// @param wire what is asked
public record Query(Wire wire) {

    /// All rows, as text.
    ///
    /// @param resource `/query` or `/queryAll`
    /// @param soql the question
    public List<Map<String, @Nullable String>> rows(String resource, String soql) {
        var rows = new ArrayList<Map<String, @Nullable String>>();
        var path = resource + "?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8);
        while (true) {
            var page = wire.get(path);
            for (var node : page.json().path("records")) {
                var row = new LinkedHashMap<String, @Nullable String>();
                flatten("", node, row);
                rows.add(Collections.unmodifiableMap(row));
            }
            if (page.json().path("done").asBoolean(true)) {
                return Collections.unmodifiableList(rows);
            }
            path = wire.nextPage(page);
        }
    }

    /// All rows of all slices, in the order of the slices.
    ///
    /// @param resource `/query` or `/queryAll`
    public List<Map<String, @Nullable String>> rows(String resource, Slices slices) {
        var rows = new ArrayList<Map<String, @Nullable String>>();
        slices.soql().forEach(soql -> rows.addAll(rows(resource, soql)));
        return Collections.unmodifiableList(rows);
    }

    private static void flatten(String prefix, JsonNode node, Map<String, @Nullable String> row) {
        for (var entry : node.properties()) {
            var name = prefix + entry.getKey();
            var value = entry.getValue();
            if (value.isObject()) {
                if (!entry.getKey().equals("attributes")) {
                    flatten(name + ".", value, row);
                }
            } else {
                row.put(name, text(value));
            }
        }
    }

    private static @Nullable String text(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        return value.isNumber() ? value.decimalValue().toPlainString() : value.asString("");
    }
}
