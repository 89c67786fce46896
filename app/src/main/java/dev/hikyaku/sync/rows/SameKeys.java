package dev.hikyaku.sync.rows;

import dev.hikyaku.ledger.Claims.Waiting;
import dev.hikyaku.sync.Work;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keys that differ in the case of their letters alone, where the external id does not tell them apart: they would
/// share one record, so only the first of them travels.
final class SameKeys {
    private final Map<String, String> firsts = new HashMap<>();

    /// Looks at a page of upserts.
    ///
    /// @param upserts oldest first
    SameKeys(Work work, List<Waiting> upserts) {
        if (!isCaseIgnored(work)) {
            return;
        }
        Set<String> folded = new HashSet<>();
        upserts.stream()
                .filter(SameKeys::isNew)
                .map(Waiting::key)
                .filter(SameKeys::hasCase)
                .forEach(key -> folded.add(fold(key)));
        work.ledger().records().sharingCase(work.name(), folded).forEach(key -> firsts.put(fold(key), key));
        for (var change : upserts) {
            if (isNew(change) && hasCase(change.key())) {
                firsts.putIfAbsent(fold(change.key()), change.key());
            }
        }
    }

    private static boolean isCaseIgnored(Work work) {
        return work.descriptions()
                .apply(work.sync().object())
                .field(work.sync().externalId())
                .map(field -> !field.number() && !field.caseSensitive())
                .orElse(false);
    }

    /// One that Salesforce has already is no other's.
    private static boolean isNew(Waiting change) {
        return change.remoteId() == null;
    }

    private static boolean hasCase(String key) {
        return !fold(key).equals(key.toUpperCase(Locale.ROOT));
    }

    private static String fold(String key) {
        return key.toLowerCase(Locale.ROOT);
    }

    /// The other key that has the record of this one, or null.
    @Nullable
    String other(Waiting change) {
        var first = isNew(change) ? firsts.get(fold(change.key())) : null;
        return first == null || first.equals(change.key()) ? null : first;
    }
}
