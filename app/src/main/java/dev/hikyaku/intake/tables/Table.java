package dev.hikyaku.intake.tables;

import java.util.List;
import java.util.Optional;

/// One table or view of the application's database.
///
/// @param name as the database keeps it
/// @param source how it is written in SQL: plain where that means this table, else quoted
/// @param plain whether `source` needs no quotes
/// @param columns in their order
/// @param primaryKey its columns in the order of the key; empty for none
/// @param uniques columns of the other unique indexes
/// @param pointers its foreign keys
public record Table(
        String name,
        String source,
        boolean plain,
        List<Column> columns,
        List<String> primaryKey,
        List<List<String>> uniques,
        List<Pointer> pointers) {

    public Table {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        uniques = uniques.stream().map(List::copyOf).toList();
        pointers = List.copyOf(pointers);
    }

    /// What a column holds, as far as it matters to whoever sends it.
    public enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        DATE,
        DATETIME,
        /// A time of day without a date.
        TIME,
        /// Bytes, shapes, lists: no Salesforce field takes it as it is.
        OTHER
    }

    /// One column.
    ///
    /// @param quoted its name as it is safe in SQL
    /// @param size longest text, in characters; 0 where that says nothing
    public record Column(String name, String quoted, Kind kind, int size, boolean nullable) {}

    /// A foreign key.
    ///
    /// @param columns of this table
    /// @param table it points to
    /// @param to columns there, in the same order
    public record Pointer(List<String> columns, String table, List<String> to) {
        public Pointer {
            columns = List.copyOf(columns);
            to = List.copyOf(to);
        }
    }

    /// The column with this name.
    public Optional<Column> column(String wanted) {
        return columns.stream().filter(column -> column.name().equals(wanted)).findFirst();
    }

    /// The one column that tells rows apart and is never empty; empty when there is no such column.
    public Optional<String> key() {
        if (primaryKey.size() == 1) {
            return Optional.of(primaryKey.getFirst());
        }
        return uniques.stream()
                .filter(unique -> unique.size() == 1)
                .map(List::getFirst)
                .filter(name -> column(name).filter(found -> !found.nullable()).isPresent())
                .findFirst();
    }
}
