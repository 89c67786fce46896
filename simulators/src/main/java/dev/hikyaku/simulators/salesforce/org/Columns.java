package dev.hikyaku.simulators.salesforce.org;

import dev.hikyaku.simulators.salesforce.value.Values;
import java.util.ArrayList;
import java.util.List;

/// The columns of a CSV or the members of JSON records, matched with the schema.
public record Columns(Table table, List<String> names, List<Column> all) {

    /// A column the schema does not know.
    public static final class UnknownColumn extends Exception {
        private static final long serialVersionUID = 1L;

        UnknownColumn(String name) {
            super(name, null, false, false);
        }

        /// The column's name as it was sent.
        public String column() {
            return String.valueOf(getMessage());
        }
    }

    static Columns of(Org org, Table table, List<String> names) throws UnknownColumn {
        var columns = new ArrayList<Column>();
        for (var name : names) {
            columns.add(column(org, table, name));
        }
        return new Columns(table, List.copyOf(names), columns);
    }

    private static Column column(Org org, Table table, String name) throws UnknownColumn {
        if (name.equalsIgnoreCase("Id")) {
            return new Column.Id();
        }
        var dot = name.indexOf('.');
        var colon = name.lastIndexOf(':', Math.max(dot, 0));
        var schema = table.schema();
        var position = dot < 0 ? schema.position(name) : schema.relationship(name.substring(colon + 1, dot));
        var field = table.field(position.orElseThrow(() -> new UnknownColumn(name)));
        if (dot < 0) {
            return new Column.Own(position.getAsInt(), field);
        }
        var reference = field.reference();
        if (reference == null) {
            throw new UnknownColumn(name);
        }
        // a polymorphic column has to name its object, any other one must not
        if (reference.isPolymorphic() != colon > 0) {
            throw new UnknownColumn(name);
        }
        var parent = org.table(
                        colon > 0 ? name.substring(0, colon) : reference.to().getFirst())
                .filter(named -> reference.to().contains(named.schema().name()))
                .orElseThrow(() -> new UnknownColumn(name));
        var parentPosition =
                parent.schema().position(name.substring(dot + 1)).orElseThrow(() -> new UnknownColumn(name));
        if (!parent.field(parentPosition).traits().externalId()) {
            throw new UnknownColumn(name);
        }
        return new Column.Related(position.getAsInt(), field, parent, parentPosition);
    }

    /// The place of the column for the field at this schema position, or -1; position -1 is the `Id` column.
    public int columnOf(int position) {
        for (var at = 0; at < all.size(); at++) {
            var found = switch (all.get(at)) {
                case Column.Id _ -> position == -1;
                case Column.Own own -> own.position() == position;
                case Column.Related _ -> false;
            };
            if (found) {
                return at;
            }
        }
        return -1;
    }

    /// The place of the column that names the parent of the reference at this schema position, or -1.
    public int columnOfReference(int position) {
        for (var at = 0; at < all.size(); at++) {
            if (all.get(at) instanceof Column.Related related && related.position() == position) {
                return at;
            }
        }
        return columnOf(position);
    }

    /// A cell as result files show it.
    public String reserialised(int column, String cell) {
        if (cell.equals(Values.NULL)) {
            return "#N/A";
        }
        return all.get(column) instanceof Column.Own own && !cell.isEmpty()
                ? Values.reserialised(own.field(), cell)
                : cell;
    }
}
