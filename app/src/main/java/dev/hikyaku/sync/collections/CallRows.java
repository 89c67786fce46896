package dev.hikyaku.sync.collections;

import dev.hikyaku.manifest.FieldValue;
import dev.hikyaku.salesforce.CollectionRow;
import dev.hikyaku.salesforce.CollectionRow.Value;
import dev.hikyaku.salesforce.ObjectDescription;
import dev.hikyaku.sync.Work;
import dev.hikyaku.sync.rows.Columns;
import dev.hikyaku.sync.rows.Columns.Column;
import dev.hikyaku.sync.rows.Page.Row;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// Writes rows as Collections takes them: an absent field stays as it is, an empty one is cleared, and a text is a text
/// whatever it says.
final class CallRows {
    private final Columns columns;
    private final ObjectDescription object;

    CallRows(Work work, Columns columns) {
        this.columns = columns;
        this.object = work.descriptions().apply(work.sync().object());
    }

    CollectionRow of(Row row) {
        var values = new LinkedHashMap<String, Value>();
        for (int i = 0; i < columns.all().size(); i++) {
            var column = columns.all().get(i);
            var value = column.onlyNew() && row.isKnown()
                    ? null
                    : value(column, row.cells().get(i));
            if (value != null) {
                values.put(name(column, value), value);
            }
        }
        return new CollectionRow(values);
    }

    private static String name(Column column, Value value) {
        var relationship = column.relationship();
        return value instanceof Value.Reference && relationship != null ? relationship : column.target();
    }

    private @Nullable Value value(Column column, FieldValue cell) {
        return switch (cell) {
            case FieldValue.Keep _, FieldValue.Refused _ -> null;
            case FieldValue.Clear _ -> new Value.Empty();
            case FieldValue.Value(var text) -> {
                var parentField = column.parentField();
                yield parentField == null ? typed(column, text) : new Value.Reference(parentField, text);
            }
        };
    }

    private Value typed(Column column, String text) {
        return object.field(column.target()).map(field -> Value.of(field, text)).orElseGet(() -> new Value.Text(text));
    }
}
