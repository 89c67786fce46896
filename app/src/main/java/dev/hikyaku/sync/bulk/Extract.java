package dev.hikyaku.sync.bulk;

import dev.hikyaku.ledger.BulkJobs.BulkJob;
import dev.hikyaku.ledger.BulkJobs.Lane;
import dev.hikyaku.ledger.BulkJobs.NewBulkJob;
import dev.hikyaku.ledger.Claims.Rest;
import dev.hikyaku.ledger.Claims.Taken;
import dev.hikyaku.ledger.Claims.Waiting;
import dev.hikyaku.ledger.Claims.Wanted;
import dev.hikyaku.sync.Failpoint;
import dev.hikyaku.sync.Work;
import dev.hikyaku.sync.rows.Columns;
import dev.hikyaku.sync.rows.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// First stage: takes up waiting changes, decides what becomes of each, and writes those that travel into CSV files.
///
/// Changes are claimed page by page, each page with one commit. A crash leaves bulk jobs that are `preparing`; the next
/// run abandons them and their changes wait again. [Batches] says which row goes into which CSV.
public final class Extract {
    /// Changes that are judged together.
    public static final int PAGE = 5_000;

    private final Work work;
    private final String operation;
    private final Map<BatchCsv, BulkJob> jobs = new HashMap<>();
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

    /// Takes up all changes that can be taken up now.
    public Extracted extract() {
        var columns = Columns.of(work);
        try (var batches = new Batches(columns, work.surroundings().largestCsv(), this::begin)) {
            var wanted = new Wanted(work.name(), operation, false, Rest.NONE);
            long after = 0;
            List<Waiting> page;
            do {
                work.checkpoint();
                page = takeUp(columns, batches, wanted, after);
                after = page.isEmpty() ? after : page.getLast().id();
            } while (page.size() == PAGE);
            batches.end();
            freeze(batches);
            return new Extracted(claimed, decided);
        }
    }

    private List<Waiting> takeUp(Columns columns, Batches batches, Wanted wanted, long after) {
        var claiming = work.ledger().claiming(work.name());
        claiming.lock();
        try {
            var page = work.ledger().claims().waiting(wanted, after, PAGE);
            if (!page.isEmpty()) {
                takeUp(columns, batches, page);
                work.progress("extract", claimed, 0);
                Failpoint.MID_EXTRACT.reached();
            }
            return page;
        } finally {
            claiming.unlock();
        }
    }

    private void takeUp(Columns columns, Batches batches, List<Waiting> changes) {
        var page = Page.judge(work, columns, changes);
        batches.add(page.without(row -> row.isHard(columns)));
        var taken = new ArrayList<Taken>();
        for (var batch : batches.all()) {
            var rows = batch.newRows();
            taken.add(Page.taken(jobOf(batch), rows));
            claimed += rows.size();
        }
        var verdicts = page.verdicts(taken);
        work.ledger().claims().decide(work.fence(), work.run(), work.name(), verdicts);
        decided += verdicts.decided();
        freeze(batches);
    }

    private BulkJob jobOf(Batches.Batch batch) {
        return Objects.requireNonNull(jobs.get(batch.csv));
    }

    private BatchCsv begin(List<String> header) {
        var job = work.ledger()
                .bulkJobs()
                .prepare(
                        work.fence(),
                        work.run(),
                        new NewBulkJob(work.name(), operation, work.sync().object(), Lane.BULK));
        var csv = new BatchCsv(csvOf(work, job), header);
        jobs.put(csv, job);
        return csv;
    }

    /// Ends the batches that are full: those with rows are ready to ship, others are given up.
    private void freeze(Batches batches) {
        for (var batch : batches.takeFull()) {
            batch.csv.close();
            var bulkJobs = work.ledger().bulkJobs();
            var job = jobOf(batch);
            if (batch.csv.rows() == 0) {
                bulkJobs.abandon(work.fence(), job, "no row to send");
            } else {
                bulkJobs.freeze(work.fence(), job, batch.csv.sha256Hex(), batch.csv.rows(), batch.csv.bytes());
            }
        }
    }

    static Path csvOf(Work work, BulkJob job) {
        return folderOf(work, job).resolve("rows.csv");
    }

    static Path folderOf(Work work, BulkJob job) {
        return work.surroundings().folder().resolve("bulk-job-" + job.id());
    }
}
