package dev.hikyaku.plan;

import dev.hikyaku.drift.Sameness;
import dev.hikyaku.manifest.FieldValue;
import dev.hikyaku.plan.Plan.FieldChange;
import dev.hikyaku.salesforce.ObjectDescription;
import dev.hikyaku.sync.Work;
import dev.hikyaku.sync.rows.Columns;
import dev.hikyaku.sync.rows.Columns.Column;
import dev.hikyaku.sync.rows.NumericKeys;
import dev.hikyaku.sync.rows.Page.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Holds rows against the records of the org, found by external id as an upsert finds them.
///
/// Reading costs about a call for 500 rows, so only the first rows of a sync are compared.
final class Comparison {
    /// Rows of one sync that are compared.
    static final int MOST = 50_000;

    private final Work work;
    private final Columns columns;
    private final Foreseen foreseen;
    private final ObjectDescription object;
    private final boolean numericKeys;
    private final boolean exactKeys;
    private final List<String> wanted;
    private int compared;
    private @Nullable Boolean empty;

    /// How a row and its record are alike.
    enum Like {
        NEW,
        DIFFERS,
        SAME,
        NOT_COMPARED
    }

    /// @param fields those that would change
    record Compared(Like like, List<FieldChange> fields) {}

    /// @param foreseen knows which records would be gone by then
    Comparison(Work work, Columns columns, Foreseen foreseen) {
        this.work = work;
        this.foreseen = foreseen;
        this.columns = columns;
        this.object = work.descriptions().apply(work.sync().object());
        this.numericKeys = NumericKeys.isNumber(work, work.sync().object());
        this.exactKeys = object.field(work.sync().externalId())
                .map(ObjectDescription.FieldDescription::caseSensitive)
                .orElse(false);
        this.wanted = columns.all().stream()
                .filter(Comparison::isReadable)
                .map(Column::header)
                .toList();
    }

    private static boolean isReadable(Column column) {
        return column.parentField() == null || column.relationship() != null;
    }

    /// One answer for each row.
    List<Compared> compare(List<Row> rows) {
        var most = Math.min(rows.size(), Math.max(0, MOST - compared));
        compared += most;
        var records = records(rows.subList(0, most));
        var answers = new ArrayList<Compared>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            answers.add(
                    i < most
                            ? compare(
                                    rows.get(i),
                                    records.get(folded(rows.get(i).change().key())))
                            : new Compared(Like.NOT_COMPARED, List.of()));
        }
        return answers;
    }

    private Map<String, Map<String, @Nullable String>> records(List<Row> rows) {
        if (rows.isEmpty() || (rows.stream().noneMatch(Row::isKnown) && isEmpty())) {
            return Map.of();
        }
        var records = new HashMap<String, Map<String, @Nullable String>>();
        var keys = rows.stream().map(row -> row.change().key()).toList();
        var externalId = work.sync().externalId();
        for (var row : work.org().get().byExternalId(object, externalId, keys, wanted)) {
            // Salesforce spells the names its own way.
            var record = new TreeMap<String, @Nullable String>(String.CASE_INSENSITIVE_ORDER);
            record.putAll(row);
            var key = record.get(externalId);
            if (key != null && !foreseen.isDeleted(work.name(), key)) {
                records.put(folded(key), record);
            }
        }
        return records;
    }

    /// Whether the org has no record at all that a sync like this has made.
    private boolean isEmpty() {
        var known = empty;
        if (known == null) {
            var externalId = work.sync().externalId();
            known = work.org()
                    .get()
                    .query("SELECT " + externalId + " FROM " + object.name() + " WHERE " + externalId
                            + " != null LIMIT 1")
                    .isEmpty();
            empty = known;
        }
        return known;
    }

    /// A key as the org compares it.
    private String folded(String key) {
        if (numericKeys) {
            return NumericKeys.plain(key);
        }
        return exactKeys ? key : key.toLowerCase(Locale.ROOT);
    }

    private Compared compare(Row row, @Nullable Map<String, @Nullable String> record) {
        var fields = new ArrayList<FieldChange>();
        var sent = columns.of(row.isKnown());
        for (int i = 1; i < columns.all().size(); i++) {
            var column = columns.all().get(i);
            if (!sent.contains(column) || !isReadable(column)) {
                continue;
            }
            var before = record == null ? null : record.get(column.header());
            var change = change(column, before, row.cells().get(i));
            if (change != null) {
                fields.add(change);
            }
        }
        return record == null
                ? new Compared(Like.NEW, fields)
                : new Compared(fields.isEmpty() ? Like.SAME : Like.DIFFERS, fields);
    }

    private @Nullable FieldChange change(Column column, @Nullable String before, FieldValue cell) {
        return switch (cell) {
            case FieldValue.Keep _, FieldValue.Refused _ -> null;
            case FieldValue.Clear _ -> change(column, before, (String) null);
            case FieldValue.Value(var text) -> change(column, before, text);
        };
    }

    private @Nullable FieldChange change(Column column, @Nullable String before, @Nullable String after) {
        var field = object.field(column.target());
        var isTyped = column.parentField() == null && field.isPresent();
        var isSame = isTyped
                ? Sameness.same(field.get(), after, before)
                : String.valueOf(before).equalsIgnoreCase(String.valueOf(after));
        return isSame ? null : new FieldChange(column.target(), before, after);
    }
}
