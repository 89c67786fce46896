package dev.hikyaku.simulators.salesforce.org;

import dev.hikyaku.simulators.salesforce.value.RowFailure;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a person can do with deleted records: bring them back, or merge several into one.
final class RecycleBin {
    private static final int MOST_LOSERS = 2;

    private final Org org;
    private final Transaction transaction;

    RecycleBin(Org org, Transaction transaction) {
        this.org = org;
        this.transaction = transaction;
    }

    /// Brings a record back with the children its deletion took along; references that were emptied stay empty.
    Optional<RowFailure> undelete(String id) {
        var table = org.tableOf(id).orElse(null);
        var row = table == null ? null : table.byId(id).orElse(null);
        if (table == null || row == null || !row.isDeleted() || org.isGone(row)) {
            return Optional.of(RowFailure.of("UNDELETE_FAILED", "Entity is not in the recycle bin"));
        }
        var taken = taken(table, row);
        if (taken != null) {
            return Optional.of(taken);
        }
        bringBack(table, row);
        for (var children : org.tables()) {
            for (var child : children.rows()) {
                if (child.isDeleted() && !org.isGone(child) && child.deletedWith.equals(table.id(row))) {
                    bringBack(children, child);
                }
            }
        }
        return Optional.empty();
    }

    private static @Nullable RowFailure taken(Table table, Row row) {
        for (var position = 0; position < row.values.length; position++) {
            var value = row.values[position];
            var field = table.field(position);
            if (value != null
                    && field.traits().unique()
                    && !table.byValue(position, value).isEmpty()) {
                var holder = table.id(table.byValue(position, value).getFirst());
                return RowFailure.of(
                        "DUPLICATE_VALUE",
                        "duplicate value found: " + field.name() + " duplicates value on record with id: " + holder);
            }
        }
        return null;
    }

    private void bringBack(Table table, Row row) {
        table.bringBack(row);
        transaction.touch(row);
        transaction.undeleted(table, row);
    }

    /// Deletes the losers with a note of their master, and points their children to it.
    Optional<RowFailure> merge(String masterId, List<String> loserIds) {
        var table = org.tableOf(masterId).orElse(null);
        if (table == null || loserIds.isEmpty() || loserIds.size() > MOST_LOSERS || loserIds.contains(masterId)) {
            return Optional.of(
                    RowFailure.of("MERGE_FAILED", "a merge needs a master and one or two other records of its object"));
        }
        var master = table.byId(masterId).orElse(null);
        var losers = loserIds.stream().flatMap(id -> table.byId(id).stream()).toList();
        if (master == null || master.isDeleted() || losers.size() < loserIds.size() || anyDeleted(losers)) {
            return Optional.of(RowFailure.of("ENTITY_IS_DELETED", "entity is deleted"));
        }
        for (var loser : losers) {
            repoint(table.id(loser), table.id(master));
            loser.masterId = table.id(master);
            transaction.touch(loser);
            transaction.remove(table, loser, false);
            transaction.deleted(table, loser, "merge");
        }
        transaction.touch(master);
        transaction.saved("record.updated", told(table, master), new @Nullable String[master.values.length]);
        return Optional.empty();
    }

    private static boolean anyDeleted(List<Row> rows) {
        return rows.stream().anyMatch(Row::isDeleted);
    }

    private void repoint(String from, String to) {
        for (var table : org.tables()) {
            for (var row : table.rows()) {
                var patch = row.isDeleted() ? null : patch(table, row, from, to);
                if (patch != null) {
                    transaction.touch(row);
                    transaction.saved("record.updated", told(table, row), patch);
                }
            }
        }
    }

    private @Nullable String @Nullable [] patch(Table table, Row row, String from, String to) {
        @Nullable String[] patch = null;
        for (var position = 0; position < row.values.length; position++) {
            if (table.field(position).reference() != null && from.equals(row.values[position])) {
                patch = patch == null ? new @Nullable String[row.values.length] : patch;
                patch[position] = to;
                transaction.set(table, row, position, to);
            }
        }
        return patch;
    }

    private static Transaction.Written told(Table table, Row row) {
        return new Transaction.Written(table, table.id(row), table.key(row), "merge");
    }
}
