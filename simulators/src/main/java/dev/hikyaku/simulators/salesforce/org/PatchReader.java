package dev.hikyaku.simulators.salesforce.org;

import dev.hikyaku.simulators.salesforce.schema.Field;
import dev.hikyaku.simulators.salesforce.schema.FieldType;
import dev.hikyaku.simulators.salesforce.schema.RecordIds;
import dev.hikyaku.simulators.salesforce.value.RowRefused;
import dev.hikyaku.simulators.salesforce.value.Values;
import org.jspecify.annotations.Nullable;

/// Turns the cells of a row into new values of fields; null where a field is left alone.
final class PatchReader {
    private final Org org;
    private final Columns columns;
    private final Table table;

    PatchReader(Org org, Columns columns) {
        this.org = org;
        this.columns = columns;
        this.table = columns.table();
    }

    @Nullable
    String[] read(String[] cells) throws RowRefused {
        var patch = new @Nullable String[table.schema().fields().size()];
        for (var at = 0; at < cells.length; at++) {
            var cell = cells[at];
            if (cell.isEmpty()) {
                continue;
            }
            switch (columns.all().get(at)) {
                case Column.Id _ -> {
                    // names the record, is no value of it
                }
                case Column.Own own -> patch[own.position()] = own(own.field(), cell);
                case Column.Related related -> patch[related.position()] = related(related, cell);
            }
        }
        triggers(patch);
        return patch;
    }

    private String own(Field field, String cell) throws RowRefused {
        if (cell.equals(Values.NULL)) {
            return field.type() == FieldType.BOOLEAN ? "false" : Values.NULL;
        }
        var reference = field.reference();
        return reference == null ? Values.checked(field, cell) : parentId(field, reference, cell);
    }

    private String parentId(Field field, Field.Reference reference, String cell) throws RowRefused {
        var parents = org.tableOf(cell)
                .filter(table -> reference.to().contains(table.schema().name()))
                .orElse(null);
        if (parents == null || !RecordIds.isId(cell)) {
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

    private void triggers(@Nullable String[] patch) {
        for (var position : table.triggers()) {
            var field = table.field(position);
            var trigger = field.trigger();
            var sent = patch[position];
            if (trigger != null && !Values.NULL.equals(sent)) {
                patch[position] = trigger.applied(sent);
            }
        }
    }
}
