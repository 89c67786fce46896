package dev.hikyaku.simulators.salesforce.org;

import dev.hikyaku.simulators.salesforce.schema.Field;
import dev.hikyaku.simulators.salesforce.schema.RecordIds;
import dev.hikyaku.simulators.salesforce.value.RowFailure;
import dev.hikyaku.simulators.salesforce.value.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Deletes records and settles what their children point to.
final class RowDeleter {
    private final Org org;
    private final Transaction transaction;
    private final Save save;
    private final boolean purge;

    /// A child that points to a record about to go.
    private record Child(Table table, Row row, int position, Field.OnDelete onDelete) {}

    RowDeleter(Org org, Transaction transaction, Save save) {
        this.org = org;
        this.transaction = transaction;
        this.save = save;
        this.purge = save.operation() == Operation.HARD_DELETE;
    }

    List<RowOutcome> delete(List<String[]> rows) {
        var table = save.columns().table();
        var column = save.columns().columnOf(-1);
        var ids = new HashSet<String>();
        rows.forEach(cells -> table.byId(cells[column]).map(table::id).ifPresent(ids::add));
        var children = children(table, ids);
        var outcomes = new ArrayList<RowOutcome>();
        for (var cells : rows) {
            var id = cells[column];
            var refused = save.guard().apply(cells).orElse(null);
            outcomes.add(refused == null ? delete(table, id, children) : transaction.failed(told(table, id), refused));
        }
        return outcomes;
    }

    private RowOutcome delete(Table table, String id, Map<String, List<Child>> children) {
        var refused = refusal(table, id, children);
        if (refused != null) {
            return transaction.failed(told(table, id), refused);
        }
        var row = table.byId(id).orElseThrow();
        remove(table, row, children.getOrDefault(table.id(row), List.of()), "");
        return new RowOutcome.Saved(table.id(row), false);
    }

    private @Nullable RowFailure refusal(Table table, String id, Map<String, List<Child>> children) {
        if (!RecordIds.isId(id) || !id.startsWith(table.schema().keyPrefix())) {
            return RowFailure.of("MALFORMED_ID", "bad id " + id, "Id");
        }
        var row = table.byId(id);
        if (row.isEmpty() || org.isGone(row.get())) {
            return RowFailure.of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
        }
        if (row.get().isDeleted()) {
            return RowFailure.of("ENTITY_IS_DELETED", "entity is deleted");
        }
        var restricting = children.getOrDefault(table.id(row.get()), List.of()).stream()
                .anyMatch(child -> child.onDelete == Field.OnDelete.RESTRICT && !child.row.isDeleted());
        return restricting
                ? RowFailure.of(
                        "DELETE_FAILED",
                        "Your attempt to delete " + table.id(row.get())
                                + " could not be completed because it is associated with other records")
                : null;
    }

    private void remove(Table table, Row row, List<Child> children, String with) {
        var root = with.isEmpty() ? table.id(row) : with;
        for (var child : children) {
            if (child.row.isDeleted()) {
                continue;
            }
            if (child.onDelete == Field.OnDelete.CASCADE) {
                var id = child.table.id(child.row);
                remove(child.table, child.row, children(child.table, Set.of(id)).getOrDefault(id, List.of()), root);
            } else {
                clear(child);
            }
        }
        transaction.touch(row);
        transaction.remove(table, row, purge);
        row.deletedWith = with;
        transaction.deleted(table, row, save.operation().wire());
    }

    private Transaction.Written told(Table table, String id) {
        var key = table.byId(id).map(table::key).orElse(null);
        return new Transaction.Written(table, id, key, save.operation().wire());
    }

    private void clear(Child child) {
        var patch = new @Nullable String[child.table.schema().fields().size()];
        patch[child.position] = Values.NULL;
        transaction.set(child.table, child.row, child.position, null);
        transaction.touch(child.row);
        transaction.saved("record.updated", told(child.table, child.table.id(child.row)), patch);
    }

    private Map<String, List<Child>> children(Table parents, Set<String> ids) {
        var found = new HashMap<String, List<Child>>();
        for (var table : org.tables()) {
            var fields = table.schema().fields();
            for (var position = 0; position < fields.size(); position++) {
                var reference = fields.get(position).reference();
                if (reference != null
                        && reference.to().contains(parents.schema().name())) {
                    collect(table, position, reference.onDelete(), ids, found);
                }
            }
        }
        return found;
    }

    private static void collect(
            Table table, int position, Field.OnDelete onDelete, Set<String> ids, Map<String, List<Child>> found) {
        for (var row : table.rows()) {
            var parent = row.values[position];
            if (parent != null && !row.isDeleted() && ids.contains(parent)) {
                found.computeIfAbsent(parent, _ -> new ArrayList<>()).add(new Child(table, row, position, onDelete));
            }
        }
    }
}
