package dev.hikyaku.sync.bulk;

import dev.hikyaku.manifest.FieldValue;
import dev.hikyaku.sync.rows.Columns;
import dev.hikyaku.sync.rows.Page.Row;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Which row goes into which CSV. New records and known ones have one each where some field can be set on new records
/// alone; a CSV that is large is closed where another parent's rows begin, one that is long after a fixed number of
/// rows.
public final class Batches implements AutoCloseable {
    private static final long ROWS_OF_AN_INTERNAL_BATCH = 10_000;

    /// Much work makes several bulk jobs, so that one is on its way while the next is gathered. None of Salesforce's
    /// batches, which are what it counts, is wasted by that.
    private static final long MOST_ROWS = 5 * ROWS_OF_AN_INTERNAL_BATCH;

    private final Columns columns;
    private final long largest;
    private final Function<List<String>, BatchCsv> opening;
    private final Map<Boolean, Batch> open = new HashMap<>();
    private final List<Batch> full = new ArrayList<>();

    /// The rows of one CSV.
    static final class Batch {
        final BatchCsv csv;
        private final List<Row> rows = new ArrayList<>();
        private String parent = "";

        private Batch(BatchCsv csv) {
            this.csv = csv;
        }

        /// The rows since this was asked last.
        List<Row> newRows() {
            var taken = List.copyOf(rows);
            rows.clear();
            return taken;
        }
    }

    /// @param largest bytes at which a CSV is closed and the next one begun
    /// @param opening makes the CSV below these headers
    Batches(Columns columns, long largest, Function<List<String>, BatchCsv> opening) {
        this.columns = columns;
        this.largest = largest;
        this.opening = opening;
    }

    /// Batches that are only weighed: nothing is kept of their rows.
    ///
    /// @param largest bytes at which a CSV is closed and the next one begun
    public static Batches weighing(Columns columns, long largest) {
        return new Batches(columns, largest, header -> new BatchCsv(OutputStream.nullOutputStream(), header));
    }

    /// Puts rows into their batches.
    public void add(List<Row> rows) {
        for (var row : rows) {
            var batch = batchFor(row);
            batch.csv.write(cells(row));
            batch.rows.add(row);
        }
    }

    /// How many batches there are so far.
    public int count() {
        return full.size() + open.size();
    }

    /// Salesforce's own batches in them ("Salesforce Developer Limits and Allowances", Bulk API 2.0 Limits).
    public long internal() {
        return all().stream()
                .mapToLong(batch -> Math.ceilDiv(batch.csv.rows(), ROWS_OF_AN_INTERNAL_BATCH))
                .sum();
    }

    /// Forgets the rows; their number and weight stay.
    public void forgetRows() {
        all().forEach(Batch::newRows);
    }

    /// All batches that were not taken out as full.
    List<Batch> all() {
        var all = new ArrayList<>(full);
        all.addAll(open.values());
        return all;
    }

    /// Takes those out that are full.
    List<Batch> takeFull() {
        var taken = List.copyOf(full);
        full.clear();
        return taken;
    }

    /// No row will come any more: all are full.
    void end() {
        full.addAll(open.values());
        open.clear();
    }

    private Batch batchFor(Row row) {
        var shape = row.isKnown() || !columns.differ();
        var batch = open.get(shape);
        if (batch != null && isFull(batch, row)) {
            open.remove(shape);
            full.add(batch);
            batch = null;
        }
        if (batch == null) {
            var header = columns.of(shape).stream().map(Columns.Column::header).toList();
            batch = new Batch(opening.apply(row.change().isDelete() ? List.of("Id") : header));
            open.put(shape, batch);
        }
        batch.parent = row.parent();
        return batch;
    }

    /// Where the rows are counted the parent does not matter: Salesforce cuts its own batches there too.
    private boolean isFull(Batch batch, Row next) {
        var mayBreak = next.parent().isEmpty() || !next.parent().equals(batch.parent);
        return batch.csv.rows() >= MOST_ROWS || (mayBreak && batch.csv.bytes() >= largest);
    }

    private List<String> cells(Row row) {
        var remoteId = row.change().remoteId();
        if (row.change().isDelete()) {
            return List.of(String.valueOf(remoteId));
        }
        var all = columns.all();
        var cells = new ArrayList<String>(all.size());
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).onlyNew() || !row.isKnown()) {
                cells.add(cell(all.get(i), row.cells().get(i)));
            }
        }
        return cells;
    }

    private static String cell(Columns.Column column, FieldValue value) {
        return switch (value) {
            case FieldValue.Value(var text) -> text;
            case FieldValue.Keep _, FieldValue.Refused _ -> "";
            case FieldValue.Clear _ -> column.parentField() == null ? FieldValue.NULL_CELL : "";
        };
    }

    @Override
    public void close() {
        all().forEach(batch -> batch.csv.close());
    }
}
