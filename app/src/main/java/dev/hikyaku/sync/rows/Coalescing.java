package dev.hikyaku.sync.rows;

import dev.hikyaku.ledger.Claims.Open;
import dev.hikyaku.ledger.Claims.Waiting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// What one change of a key carries, so that it comes to the same as if all its waiting changes had travelled one after
/// another.
///
/// An upsert carries the columns of all upserts behind the last delete, newer over older; those that were rejected
/// since
/// belong to them, for their wish stands. A delete makes everything before it needless. A delete before an upsert goes
/// alone and first where Salesforce has the record, and need not go at all where it does not.
final class Coalescing {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final ObjectReader TEXTS = JSON.readerFor(new TypeReference<Map<String, @Nullable String>>() {});

    /// What a change carries.
    ///
    /// @param columns what an upsert sends, column -> text; empty for a delete
    /// @param payload the same as JSON when it is more than the change's own; else null
    /// @param superseded changes that travel in it, or need not travel
    /// @param absent deletes before it of a record that Salesforce does not have
    record Carried(
            Map<String, @Nullable String> columns,
            @Nullable String payload,
            List<Long> superseded,
            List<Long> absent) {}

    private Coalescing() {}

    /// Folds the changes of one key.
    ///
    /// @param change the newest upsert, or the last delete
    /// @param open all changes of the key that are not over, oldest first; may leave the change itself out
    static Carried carry(Waiting change, List<Open> open) {
        if (open.isEmpty()) {
            return new Carried(change.isDelete() ? Map.of() : read(change.payload()), null, List.of(), List.of());
        }
        var older = open.stream()
                .filter(one -> one.version() < change.version() && one.version() > change.acceptedVersion())
                .toList();
        return change.isDelete() ? delete(older) : upsert(change, older);
    }

    private static Carried delete(List<Open> older) {
        var superseded = older.stream().filter(Open::waiting).map(Open::id).toList();
        return new Carried(Map.of(), null, superseded, List.of());
    }

    private static Carried upsert(Waiting change, List<Open> older) {
        var columns = new LinkedHashMap<String, @Nullable String>();
        var superseded = new ArrayList<Long>();
        var absent = new ArrayList<Long>();
        for (var one : older) {
            if (one.delete() && one.waiting()) {
                columns.clear();
                superseded.addAll(absent);
                absent.clear();
                absent.add(one.id());
            } else if (!one.delete()) {
                columns.putAll(read(one.payload()));
            }
            if (!one.delete() && one.waiting()) {
                superseded.add(one.id());
            }
        }
        var own = read(change.payload());
        if (columns.isEmpty()) {
            return new Carried(own, null, superseded, absent);
        }
        var isMore = !own.keySet().containsAll(columns.keySet());
        columns.putAll(own);
        return new Carried(columns, isMore ? JSON.writeValueAsString(columns) : null, superseded, absent);
    }

    /// Reads a payload: column -> text.
    static Map<String, @Nullable String> read(@Nullable String payload) {
        return payload == null ? Map.of() : TEXTS.readValue(payload);
    }
}
