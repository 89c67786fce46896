package dev.hikyaku.sync.bulk;

import dev.hikyaku.ledger.BulkJobs.BulkJob;
import dev.hikyaku.ledger.BulkJobs.Lane;
import dev.hikyaku.ledger.BulkJobs.NewBulkJob;
import dev.hikyaku.ledger.Claims.Rest;
import dev.hikyaku.ledger.Claims.Taken;
import dev.hikyaku.ledger.Claims.Waiting;
import dev.hikyaku.ledger.Claims.Wanted;
import dev.hikyaku.manifest.FieldValue;
import dev.hikyaku.sync.Failpoint;
import dev.hikyaku.sync.Work;
import dev.hikyaku.sync.rows.Columns;
import dev.hikyaku.sync.rows.Page;
import dev.hikyaku.sync.rows.Page.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// First stage: takes up waiting changes, decides what becomes of each, and writes those that travel into CSV files.
///
/// Changes are claimed page by page, each page with one commit. A crash leaves bulk jobs that are `preparing`; the next
/// run abandons them and their changes wait again. New records and known ones have a CSV each where some field can be
/// set on new records alone. A CSV that is full is closed where another parent's rows begin.
public final class Extract {
    private static final int PAGE = 5_000;

    private final Work work;
    private final String operation;
    private final Map<Boolean, Batch> open = new HashMap<>();
    private final List<Batch> full = new ArrayList<>();
    private long claimed;
    private long decided;

    /// Extracts the changes of one operation.
    ///
    /// @param operation `upsert` or `delete`
    public Extract(Work work, String operation) {
        this.work = work;
        this.operation = operation;
    }

    /// What was taken up.
    ///
    /// @param claimed changes that travel now
    /// @param decided changes that ended without travelling: superseded, refused, nothing to delete
    public record Extracted(long claimed, long decided) {}

    private static final class Batch {
        private final BulkJob job;
        private final BatchCsv csv;
        private final List<Row> rows = new ArrayList<>();
        private String parent = "";

        private Batch(BulkJob job, BatchCsv csv) {
            this.job = job;
            this.csv = csv;
        }
    }

    /// Takes up all changes that can be taken up now.
    public Extracted extract() {
        try {
            var columns = Columns.of(work);
            var wanted = new Wanted(work.name(), operation, false, Rest.NONE);
            long after = 0;
            List<Waiting> page;
            do {
                work.checkpoint();
                page = takeUp(columns, wanted, after);
                after = page.isEmpty() ? after : page.getLast().id();
            } while (page.size() == PAGE);
            full.addAll(open.values());
            open.clear();
            freeze();
            return new Extracted(claimed, decided);
        } finally {
            open.values().forEach(batch -> batch.csv.close());
            full.forEach(batch -> batch.csv.close());
        }
    }

    private List<Waiting> takeUp(Columns columns, Wanted wanted, long after) {
        var claiming = work.ledger().claiming(work.name());
        claiming.lock();
        try {
            var page = work.ledger().claims().waiting(wanted, after, PAGE);
            if (!page.isEmpty()) {
                takeUp(columns, page);
                work.progress("extract", claimed, 0);
                Failpoint.MID_EXTRACT.reached();
            }
            return page;
        } finally {
            claiming.unlock();
        }
    }

    private void takeUp(Columns columns, List<Waiting> changes) {
        var page = Page.judge(work, columns, changes);
        for (var row : page.without(row -> row.isHard(columns))) {
            var batch = batchFor(columns, row);
            batch.csv.write(cells(columns, row));
            batch.rows.add(row);
        }
        var batches = new ArrayList<>(full);
        batches.addAll(open.values());
        var taken = new ArrayList<Taken>();
        for (var batch : batches) {
            taken.add(Page.taken(batch.job, batch.rows));
            claimed += batch.rows.size();
            batch.rows.clear();
        }
        var verdicts = page.verdicts(taken);
        work.ledger().claims().decide(work.fence(), work.run(), work.name(), verdicts);
        decided += verdicts.decided();
        freeze();
    }

    private Batch batchFor(Columns columns, Row row) {
        var shape = row.isKnown() || columns.of(true).equals(columns.of(false));
        var batch = open.get(shape);
        if (batch != null
                && batch.csv.bytes() >= work.surroundings().largestCsv()
                && (row.parent().isEmpty() || !row.parent().equals(batch.parent))) {
            open.remove(shape);
            full.add(batch);
            batch = null;
        }
        if (batch == null) {
            batch = begin(columns.of(shape).stream().map(Columns.Column::header).toList());
            open.put(shape, batch);
        }
        batch.parent = row.parent();
        return batch;
    }

    private Batch begin(List<String> header) {
        var job = work.ledger()
                .bulkJobs()
                .prepare(
                        work.fence(),
                        work.run(),
                        new NewBulkJob(work.name(), operation, work.sync().object(), Lane.BULK));
        return new Batch(job, new BatchCsv(csvOf(work, job), operation.equals("delete") ? List.of("Id") : header));
    }

    private static List<String> cells(Columns columns, Row row) {
        var remoteId = row.change().remoteId();
        if (row.change().isDelete()) {
            return List.of(String.valueOf(remoteId));
        }
        var shape = columns.of(row.isKnown());
        var cells = new ArrayList<String>(shape.size());
        for (int i = 0; i < columns.all().size(); i++) {
            var column = columns.all().get(i);
            if (shape.contains(column)) {
                cells.add(cell(column, row.cells().get(i)));
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

    /// Ends the batches that are full: those with rows are ready to ship, others are given up.
    private void freeze() {
        for (var batch : full) {
            batch.csv.close();
            var jobs = work.ledger().bulkJobs();
            if (batch.csv.rows() == 0) {
                jobs.abandon(work.fence(), batch.job, "no row to send");
            } else {
                jobs.freeze(work.fence(), batch.job, batch.csv.sha256Hex(), batch.csv.rows(), batch.csv.bytes());
            }
        }
        full.clear();
    }

    static Path csvOf(Work work, BulkJob job) {
        return folderOf(work, job).resolve("rows.csv");
    }

    static Path folderOf(Work work, BulkJob job) {
        return work.surroundings().folder().resolve("bulk-job-" + job.id());
    }
}
