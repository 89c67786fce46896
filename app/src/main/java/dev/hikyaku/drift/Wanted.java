package dev.hikyaku.drift;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.remote.KnownRecords.Known;
import dev.hikyaku.manifest.FieldValue;
import dev.hikyaku.manifest.Reference;
import dev.hikyaku.manifest.Reference.Parent;
import dev.hikyaku.manifest.Sync;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What the manifest wants of a page of records: the fields of their newest accepted changes.
final class Wanted {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, @Nullable String>> TEXTS = new TypeReference<>() {};

    private final Sync sync;
    private final Map<String, Map<String, @Nullable String>> rows = new HashMap<>();
    private final Map<Reference, Map<String, Map<String, String>>> parents = new HashMap<>();

    /// What one field should be.
    ///
    /// @param text null when it should be empty
    record Value(String target, @Nullable String text) {}

    /// Reads the payloads, and looks up the records they refer to.
    Wanted(Sync sync, Ledger ledger, List<Known> page) {
        this.sync = sync;
        for (var record : page) {
            if (record.payload() != null) {
                rows.put(record.key(), JSON.readValue(record.payload(), TEXTS));
            }
        }
        for (var reference : sync.references()) {
            var keys = new HashSet<String>();
            for (Map<String, @Nullable String> row : rows.values()) {
                keys.add(text(row, reference.by()));
            }
            keys.remove("");
            for (var parent : reference.syncs()) {
                parents.computeIfAbsent(reference, _ -> new HashMap<>())
                        .put(parent, ledger.records().remoteIds(parent, keys));
            }
        }
    }

    /// The fields of one record whose value the manifest decides.
    List<Value> of(String key) {
        Map<String, @Nullable String> row = rows.getOrDefault(key, Map.of());
        var values = new ArrayList<Value>();
        for (var field : sync.fields()) {
            if (!row.keySet().containsAll(field.value().columns())) {
                // The application never said anything about it since.
                continue;
            }
            switch (field.valueIn(row, sync.source().zone())) {
                case FieldValue.Value(var text) -> values.add(new Value(field.target(), text));
                case FieldValue.Clear _ -> values.add(new Value(field.target(), null));
                case FieldValue.Keep _, FieldValue.Refused _ -> {}
            }
        }
        for (var reference : sync.references()) {
            if (!row.containsKey(reference.by()) || reference.parent() instanceof Parent.Elsewhere) {
                continue;
            }
            var parent = text(row, reference.by());
            var remoteId = remoteId(reference, row, parent);
            if (remoteId != null || parent.isEmpty() || reference.missing() == Reference.Missing.CLEAR) {
                values.add(new Value(reference.target(), remoteId));
            }
        }
        return values;
    }

    private @Nullable String remoteId(Reference reference, Map<String, @Nullable String> row, String key) {
        var found = parents.getOrDefault(reference, Map.of());
        var sync = switch (reference.parent()) {
            case Parent.One(var one) -> one;
            case Parent.OneOf(var type, var syncs) -> syncs.getOrDefault(text(row, type), "");
            case Parent.Elsewhere _ -> "";
        };
        return found.getOrDefault(sync, Map.of()).get(key);
    }

    private static String text(Map<String, @Nullable String> row, String column) {
        var text = row.get(column);
        return text == null ? "" : text;
    }
}
