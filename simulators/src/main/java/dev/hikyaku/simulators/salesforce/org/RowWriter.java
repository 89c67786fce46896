package dev.hikyaku.simulators.salesforce.org;

import dev.hikyaku.simulators.salesforce.schema.FieldType;
import dev.hikyaku.simulators.salesforce.schema.RecordIds;
import dev.hikyaku.simulators.salesforce.value.RowRefused;
import dev.hikyaku.simulators.salesforce.value.Values;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes rows one by one, with Salesforce's checks in Salesforce's words.
final class RowWriter {
    private final Org org;
    private final Save save;
    private final Table table;
    private final Transaction transaction;
    private final int matchColumn;
    private final PatchReader patches;
    private final RowChecks checks;

    RowWriter(Org org, Save save, Transaction transaction) {
        this.org = org;
        this.save = save;
        this.table = save.columns().table();
        this.transaction = transaction;
        this.patches = new PatchReader(org, save.columns());
        this.checks = new RowChecks(org, table, save.allowDuplicates());
        this.matchColumn = save.columns().columnOf(save.matchBy());
    }

    RowOutcome write(String[] cells, Set<String> duplicates) {
        var target = Optional.<Row>empty();
        try {
            var refused = save.guard().apply(cells);
            if (refused.isPresent()) {
                return transaction.failed(told("", cells), refused.get());
            }
            target = target(cells, duplicates);
            var patch = patches.read(cells);
            checks.check(target.orElse(null), patch);
            return apply(target, patch, cells);
        } catch (RowRefused refused) {
            return transaction.failed(told(target.map(table::id).orElse(""), cells), refused.failure());
        }
    }

    static String matchKey(Save save, String cell) {
        if (cell.equals(Values.NULL)) {
            return "";
        }
        return save.matchBy() < 0 ? cell : save.columns().table().folded(save.matchBy(), cell);
    }

    private Optional<Row> target(String[] cells, Set<String> duplicates) throws RowRefused {
        var cell = matchColumn < 0 ? "" : cells[matchColumn];
        var empty = cell.isEmpty() || cell.equals(Values.NULL);
        return switch (save.operation()) {
            case INSERT -> {
                if (save.columns().columnOf(-1) >= 0 && !cells[save.columns().columnOf(-1)].isEmpty()) {
                    throw new RowRefused(
                            "INVALID_FIELD_FOR_INSERT_UPDATE", "cannot specify Id in an insert call", "Id");
                }
                yield Optional.empty();
            }
            case UPDATE -> {
                if (empty) {
                    throw new RowRefused("MISSING_ARGUMENT", "Id not specified in an update call");
                }
                yield Optional.of(byId(cell));
            }
            case UPSERT -> save.matchBy() < 0 ? upsertById(cell, empty) : upsertByField(cell, empty, duplicates);
            case DELETE, HARD_DELETE -> throw new IllegalStateException("rows are deleted by the deleter");
        };
    }

    private Optional<Row> upsertById(String cell, boolean empty) throws RowRefused {
        return empty ? Optional.empty() : Optional.of(byId(cell));
    }

    private Optional<Row> upsertByField(String cell, boolean empty, Set<String> duplicates) throws RowRefused {
        var field = table.field(save.matchBy());
        if (empty) {
            throw new RowRefused("MISSING_ARGUMENT", field.name() + " not specified");
        }
        if (duplicates.contains(matchKey(save, cell))) {
            throw new RowRefused("DUPLICATE_VALUE", "Duplicate external id specified: " + cell, field.name());
        }
        var key = Values.checked(field, cell);
        var holders = table.byValue(save.matchBy(), key);
        if (holders.size() > 1) {
            var ids = holders.stream().map(table::id).collect(Collectors.joining(", "));
            throw new RowRefused(
                    "DUPLICATE_EXTERNAL_ID",
                    field.name() + ": more than one record found for external id field: [" + ids + "]");
        }
        return holders.stream().findFirst();
    }

    private Row byId(String id) throws RowRefused {
        if (!RecordIds.isId(id) || !id.startsWith(table.schema().keyPrefix())) {
            throw new RowRefused("MALFORMED_ID", "bad id " + id, "Id");
        }
        var row = table.byId(id);
        if (row.isEmpty() || org.isGone(row.get())) {
            throw new RowRefused("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
        }
        if (row.get().isDeleted()) {
            throw new RowRefused("ENTITY_IS_DELETED", "entity is deleted");
        }
        return row.get();
    }

    private RowOutcome apply(Optional<Row> target, @Nullable String[] patch, String[] cells) {
        var row = target.orElseGet(() -> transaction.create(table));
        transaction.touch(row);
        for (var position = 0; position < patch.length; position++) {
            if (patch[position] == null
                    && target.isEmpty()
                    && table.field(position).type() == FieldType.BOOLEAN) {
                patch[position] = "false";
            }
            var value = patch[position];
            if (value != null) {
                transaction.set(table, row, position, value.equals(Values.NULL) ? null : value);
            }
        }
        var id = table.id(row);
        transaction.saved(target.isEmpty() ? "record.created" : "record.updated", told(id, cells), patch);
        return new RowOutcome.Saved(id, target.isEmpty());
    }

    private Transaction.Written told(String id, String[] cells) {
        var sent = save.matchBy() < 0 || matchColumn < 0 ? null : cells[matchColumn];
        var key = sent == null ? table.byId(id).map(table::key).orElse(null) : sent;
        return new Transaction.Written(table, id, key, save.operation().wire());
    }
}
