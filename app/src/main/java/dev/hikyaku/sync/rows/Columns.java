package dev.hikyaku.sync.rows;

import dev.hikyaku.manifest.Field;
import dev.hikyaku.manifest.Reference;
import dev.hikyaku.manifest.Reference.Parent;
import dev.hikyaku.salesforce.ObjectDescription.FieldDescription;
import dev.hikyaku.sync.Work;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The columns that rows of one sync have, in order: the external id, the fields, the references.
public final class Columns {
    private final List<Column> columns;
    private final boolean differ;

    /// One column.
    ///
    /// @param target API name of the Salesforce field
    /// @param parentField external id field of the parent, for a reference that Salesforce resolves; else null
    /// @param relationship name of the relationship, for such a reference; else null
    /// @param onlyNew whether it can be set on new records alone, such as a parent that can't be changed
    public record Column(
            String target,
            @Nullable String parentField,
            @Nullable String relationship,
            boolean onlyNew) {

        /// What stands above it in a CSV ("Bulk API 2.0 Developer Guide", Relationship Fields in a Header Row).
        public String header() {
            return parentField == null ? target : relationship + "." + parentField;
        }
    }

    private Columns(List<Column> columns) {
        this.columns = List.copyOf(columns);
        this.differ = columns.stream().anyMatch(Column::onlyNew);
    }

    /// The columns of a sync, as its object is described.
    public static Columns of(Work work) {
        var sync = work.sync();
        var object = work.descriptions().apply(sync.object());
        var columns = new ArrayList<Column>();
        columns.add(new Column(sync.externalId(), null, null, false));
        for (Field field : sync.fields()) {
            var onlyNew = object.field(field.target()).map(Columns::isOnlyNew).orElse(false);
            columns.add(new Column(field.target(), null, null, onlyNew));
        }
        for (Reference reference : sync.references()) {
            var described = object.field(reference.target());
            var parentField = reference.parent() instanceof Parent.Elsewhere(var externalId) ? externalId : null;
            columns.add(new Column(
                    reference.target(),
                    parentField,
                    described.map(FieldDescription::relationshipName).orElse(null),
                    described.map(Columns::isOnlyNew).orElse(false)));
        }
        return new Columns(columns);
    }

    private static boolean isOnlyNew(FieldDescription field) {
        return field.createable() && !field.updateable();
    }

    /// All of them.
    public List<Column> all() {
        return columns;
    }

    /// Those that a record can be sent with.
    ///
    /// @param known whether Salesforce has the record already
    public List<Column> of(boolean known) {
        return known ? columns.stream().filter(column -> !column.onlyNew()).toList() : columns;
    }

    /// Whether records that Salesforce has are sent with fewer columns than new ones.
    public boolean differ() {
        return differ;
    }
}
