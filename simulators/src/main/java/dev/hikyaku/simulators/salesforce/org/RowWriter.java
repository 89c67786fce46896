package dev.hikyaku.simulators.salesforce.org;

import dev.hikyaku.simulators.salesforce.schema.Field;
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

    RowWriter(Org org, Save save, Transaction transaction) {
        this.org = org;
        this.save = save;
        this.table = save.columns().table();
        this.transaction = transaction;
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
            var patch = patch(cells);
            check(target, patch);
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
        if (row.isEmpty() || row.get().life == Row.Life.PURGED) {
            throw new RowRefused("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
        }
        if (row.get().isDeleted()) {
            throw new RowRefused("ENTITY_IS_DELETED", "entity is deleted");
        }
        return row.get();
    }

    private @Nullable String[] patch(String[] cells) throws RowRefused {
        var patch = new @Nullable String[table.schema().fields().size()];
        for (var at = 0; at < cells.length; at++) {
            var cell = cells[at];
            if (cell.isEmpty()) {
                continue;
            }
            switch (save.columns().all().get(at)) {
                case Column.Id _ -> {
                    // names the record, is no value of it
                }
                case Column.Own own -> patch[own.position()] = own(own.field(), cell);
                case Column.Related related -> patch[related.position()] = related(related, cell);
            }
        }
        return patch;
    }

    private String own(Field field, String cell) throws RowRefused {
        if (cell.equals(Values.NULL)) {
            return field.type() == FieldType.BOOLEAN ? "false" : Values.NULL;
        }
        return field.reference() == null ? Values.checked(field, cell) : parentId(field, field.reference(), cell);
    }

    private String parentId(Field field, Field.Reference reference, String cell) throws RowRefused {
        var parents = org.table(reference.to()).orElseThrow();
        if (!RecordIds.isId(cell) || !cell.startsWith(parents.schema().keyPrefix())) {
            throw new RowRefused("MALFORMED_ID", field.label() + ": id value of incorrect type: " + cell, field.name());
        }
        var parent = parents.byId(cell);
        if (parent.isEmpty()) {
            throw new RowRefused("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", field.name());
        }
        if (parent.get().isDeleted()) {
            throw new RowRefused(
                    "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
                    "insufficient access rights on cross-reference id: " + cell);
        }
        return parents.id(parent.get());
    }

    private static String related(Column.Related column, String cell) throws RowRefused {
        if (cell.equals(Values.NULL)) {
            return Values.NULL;
        }
        var parents = column.parent();
        var found = parents.byValue(column.parentPosition(), cell);
        var place = parents.field(column.parentPosition()).name() + " in entity "
                + parents.schema().name();
        if (found.isEmpty()) {
            throw new RowRefused("INVALID_FIELD", "Foreign key external ID: " + cell + " not found for field " + place);
        }
        if (found.size() > 1) {
            throw new RowRefused(
                    "INVALID_FIELD", "More than one record found for external id " + cell + " of field " + place);
        }
        return parents.id(found.getFirst());
    }

    private void check(Optional<Row> target, @Nullable String[] patch) throws RowRefused {
        for (var position = 0; position < patch.length; position++) {
            var field = table.field(position);
            var value = patch[position];
            var missing = value == null ? target.isEmpty() : value.equals(Values.NULL);
            if (missing && field.traits().required()) {
                throw new RowRefused(
                        "REQUIRED_FIELD_MISSING", "Required fields are missing: [" + field.name() + "]", field.name());
            }
            if (value != null && field.traits().unique()) {
                checkUnique(target, position, value);
            }
        }
    }

    private void checkUnique(Optional<Row> target, int position, String value) throws RowRefused {
        for (var holder : table.byValue(position, value)) {
            if (target.isEmpty() || target.get().number != holder.number) {
                throw new RowRefused(
                        "DUPLICATE_VALUE",
                        "duplicate value found: " + table.field(position).name()
                                + " duplicates value on record with id: " + table.id(holder));
            }
        }
    }

    private RowOutcome apply(Optional<Row> target, @Nullable String[] patch, String[] cells) {
        var row = target.orElseGet(() -> table.create(transaction.second()));
        row.modifiedAt = transaction.second();
        for (var position = 0; position < patch.length; position++) {
            if (patch[position] == null
                    && target.isEmpty()
                    && table.field(position).type() == FieldType.BOOLEAN) {
                patch[position] = "false";
            }
            var value = patch[position];
            if (value != null) {
                table.set(row, position, value.equals(Values.NULL) ? null : value);
            }
        }
        var id = table.id(row);
        transaction.saved(target.isEmpty() ? "record.created" : "record.updated", told(id, cells), patch);
        return new RowOutcome.Saved(id, target.isEmpty());
    }

    private Transaction.Written told(String id, String[] cells) {
        var externalId = save.matchBy() < 0 || matchColumn < 0 ? null : cells[matchColumn];
        return new Transaction.Written(table, id, externalId, save.operation().wire());
    }
}
