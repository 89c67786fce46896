package dev.hikyaku.draft;

import dev.hikyaku.intake.tables.Table;
import java.util.List;

/// A table that becomes a sync.
///
/// @param sync its name
/// @param object of Salesforce
/// @param externalId field that holds the key
record Chosen(Table table, String sync, String object, String externalId) {

    /// Whether its rows can be told apart by one column.
    boolean hasPlainKey() {
        return table.key().isPresent();
    }

    /// The column with the key; the joined one of the source's query where there are several.
    String key() {
        return table.key().orElse(table.primaryKey().isEmpty() ? Draft.OPEN : "record_key");
    }

    /// The words of its name, for one row.
    List<String> words() {
        return Names.singular(table.name());
    }
}
