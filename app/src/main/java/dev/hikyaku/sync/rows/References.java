package dev.hikyaku.sync.rows;

import dev.hikyaku.ledger.Records.Standing;
import dev.hikyaku.manifest.FieldValue;
import dev.hikyaku.manifest.Reference;
import dev.hikyaku.manifest.Reference.Parent;
import dev.hikyaku.sync.Work;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Resolves the references of one page of changes by the remote ids of the ledger.
final class References {
    private final Map<String, Map<String, String>> remoteIds = new HashMap<>();
    private final Map<String, Map<String, Standing>> standings = new HashMap<>();

    /// What a reference of one row comes to.
    sealed interface Resolved {
        /// What the field gets.
        record Gets(FieldValue value) implements Resolved {}

        /// The other record is not in Salesforce.
        record Missing(String sync, String key, String reason) implements Resolved {}

        /// The reference can't be understood.
        record Wrong(String reason) implements Resolved {}
    }

    private record To(String sync, String key) {}

    /// Looks up all records that the rows refer to.
    References(Work work, Known known, Collection<Map<String, @Nullable String>> rows) {
        var wanted = new HashMap<String, Set<String>>();
        for (var reference : work.sync().references()) {
            for (var row : rows) {
                var to = to(reference, row);
                if (to != null) {
                    wanted.computeIfAbsent(to.sync(), _ -> new HashSet<>()).add(to.key());
                }
            }
        }
        wanted.forEach((sync, keys) -> {
            var found = known.remoteIds(sync, keys);
            remoteIds.put(sync, found);
            var missing = keys.stream().filter(key -> !found.containsKey(key)).toList();
            standings.put(sync, known.standing(sync, missing));
        });
    }

    Resolved resolve(Reference reference, Map<String, @Nullable String> row) {
        if (!row.containsKey(reference.by())) {
            return new Resolved.Gets(new FieldValue.Keep());
        }
        var key = text(row, reference.by());
        if (key.isEmpty()) {
            return new Resolved.Gets(new FieldValue.Clear());
        }
        if (reference.parent() instanceof Parent.Elsewhere) {
            return new Resolved.Gets(new FieldValue.Value(key));
        }
        var to = to(reference, row);
        if (to == null && reference.parent() instanceof Parent.OneOf(var type, var syncs)) {
            return new Resolved.Wrong(reference.target() + ": found " + type + " \"" + text(row, type)
                    + "\", wanted one of "
                    + String.join(", ", syncs.keySet().stream().sorted().toList()));
        }
        return resolve(reference, Objects.requireNonNull(to));
    }

    private Resolved resolve(Reference reference, To to) {
        var remoteId = remoteIds.getOrDefault(to.sync(), Map.of()).get(to.key());
        if (remoteId != null) {
            return new Resolved.Gets(new FieldValue.Value(remoteId));
        }
        var reason = reference.target() + " waits for " + to.sync() + " " + to.key() + ", which " + standing(to);
        return new Resolved.Missing(to.sync(), to.key(), reason);
    }

    private String standing(To to) {
        var standing = standings.getOrDefault(to.sync(), Map.of()).get(to.key());
        if (standing == null) {
            return "was never taken in";
        }
        if (standing.deleted()) {
            return "was deleted";
        }
        return standing.rejectedWith() == null
                ? "is not in Salesforce yet"
                : "was rejected (" + standing.rejectedWith() + ")";
    }

    /// The record that is referred to; null when there is none that a sync carries.
    private static @Nullable To to(Reference reference, Map<String, @Nullable String> row) {
        var key = text(row, reference.by());
        if (key.isEmpty()) {
            return null;
        }
        return switch (reference.parent()) {
            case Parent.One(var sync) -> new To(sync, key);
            case Parent.OneOf(var type, var syncs) -> {
                var sync = syncs.get(text(row, type));
                yield sync == null ? null : new To(sync, key);
            }
            case Parent.Elsewhere _ -> null;
        };
    }

    static String text(Map<String, @Nullable String> row, String column) {
        var text = row.get(column);
        return text == null ? "" : text;
    }

    /// Whether a row holds nothing but fields that were left to travel later.
    static boolean isFollowUp(List<Reference> references, Set<String> columns) {
        var later = new HashSet<String>();
        references.stream()
                .filter(reference -> reference.missing() == Reference.Missing.LATER)
                .forEach(reference -> later.addAll(reference.columns()));
        return !columns.isEmpty() && later.containsAll(columns);
    }
}
