package dev.hikyaku.crucible.promises;

import java.util.Map;

/// Something the org did to a record.
///
/// @param id the record's remote id
/// @param key external id; empty for deletes
/// @param values sent fields; an emptied field is an empty text
public record Effect(Kind kind, String object, String id, String key, Map<String, String> values) {
    /// Kinds of effects.
    public enum Kind {
        CREATED,
        UPDATED,
        DELETED
    }

    /// The field that carries the wish's counter.
    public static final String COUNTER = "Counter__c";

    /// The counter of the wish that came true; empty for deletes.
    public String counter() {
        return values.getOrDefault(COUNTER, "");
    }
}
