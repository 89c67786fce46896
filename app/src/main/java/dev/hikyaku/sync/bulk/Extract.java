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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// First stage: takes up waiting changes, decides what becomes of each, and writes those that travel into CSV files.
///
/// Changes are claimed page by page, each page with one commit. A crash leaves bulk jobs that are `preparing`; the next
/// run abandons them and their changes wait again. [Batches] says which row goes into which CSV; one that is complete
/// sets out while the next is gathered.
public final class Extract {
    /// Changes that are judged together.
    public static final int PAGE = 5_000;

    /// Pages that are taken up before another lane of this process gets its turn.
    private static final int LAP = 8;

    private final Work work;
    private final String operation;
    private final Map<BatchCsv, Gathered> gathered = new ConcurrentHashMap<>();
    /// Keys of pages whose verdicts may not be written yet: a newer change of theirs that came in meanwhile must not go
    /// into the same file, for Salesforce takes rows of one file in any order.
    private final Set<String> undecided = new HashSet<>();
    private long after;
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

    /// What one extraction works with.
    ///
    /// @param writing writes the verdicts, one page at a time
    /// @param ahead takes the bulk jobs that are complete
    private record Tools(Columns columns, Batches batches, Chunks writing, Ahead ahead) {}

    /// Takes up all changes that can be taken up now.
    public Extracted extract() {
        var columns = Columns.of(work);
        try (var ahead = new Ahead(work);
                var batches = new Batches(columns, work.surroundings().largestCsv(), this::begin);
                var writing = new Chunks(1)) {
            var tools = new Tools(columns, batches, writing, ahead);
            while (lap(tools)) {
                work.checkpoint();
            }
            batches.end();
            freeze(batches.takeFull());
            return new Extracted(claimed, decided);
        }
    }

    /// Takes up some pages while no other lane of this process may claim, so that the next one can be judged while the
    /// verdicts on one are written.
    ///
    /// @return whether there may be more
    private boolean lap(Tools tools) {
        var claiming = work.ledger().claiming(work.name());
        claiming.lock();
        try {
            for (int pages = 0; pages < LAP; pages++) {
                work.checkpoint();
                if (!takeUpPage(tools)) {
                    await(tools);
                    return false;
                }
            }
            await(tools);
            return true;
        } finally {
            tools.writing().rest();
            claiming.unlock();
        }
    }

    private void await(Tools tools) {
        tools.writing().await();
        undecided.clear();
    }

    private boolean takeUpPage(Tools tools) {
        var wanted = new Wanted(work.name(), operation, false, Rest.NONE);
        var page = work.ledger().claims().waiting(wanted, after, PAGE);
        if (!page.isEmpty()) {
            var free = page.stream()
                    .filter(change -> !undecided.contains(change.key()))
                    .toList();
            if (!free.isEmpty()) {
                takeUp(tools, free);
            }
            free.forEach(change -> undecided.add(change.key()));
            after = page.getLast().id();
        }
        if (operation.equals("delete")) {
            // A key may have several, and what becomes of one says whether the next may be looked at.
            await(tools);
        }
        return page.size() == PAGE;
    }

    private void takeUp(Tools tools, List<Waiting> changes) {
        var batches = tools.batches();
        var page = Page.judge(work, tools.columns(), changes);
        batches.add(page.without(row -> row.isHard(tools.columns())));
        var taken = new ArrayList<Taken>();
        for (var batch : batches.all()) {
            var rows = batch.newRows();
            var own = gathered(batch);
            taken.add(Page.taken(own.job(), rows));
            own.rows().add(rows);
            claimed += rows.size();
        }
        var verdicts = page.verdicts(taken);
        decided += verdicts.decided();
        var full = batches.takeFull();
        var soFar = claimed;
        tools.writing().add(() -> {
            work.ledger().claims().decide(work.fence(), work.run(), work.name(), verdicts);
            freeze(full).forEach(tools.ahead()::send);
            work.progress("extract", soFar, 0);
            Failpoint.MID_EXTRACT.reached();
        });
    }

    /// A bulk job and its rows so far.
    private record Gathered(BulkJob job, ClaimedRows rows) {}

    private Gathered gathered(Batches.Batch batch) {
        return Objects.requireNonNull(gathered.get(batch.csv));
    }

    private BatchCsv begin(List<String> header) {
        var job = work.ledger()
                .bulkJobs()
                .prepare(
                        work.fence(),
                        work.run(),
                        new NewBulkJob(work.name(), operation, work.sync().object(), Lane.BULK));
        var csv = new BatchCsv(csvOf(work, job), header);
        gathered.put(csv, new Gathered(job, new ClaimedRows()));
        return csv;
    }

    /// Ends the batches that are full: those with rows are ready to ship, others are given up.
    ///
    /// @return those that are ready
    private List<BulkJob> freeze(List<Batches.Batch> full) {
        var ready = new ArrayList<BulkJob>();
        for (var batch : full) {
            batch.csv.close();
            var own = gathered(batch);
            gathered.remove(batch.csv);
            if (batch.csv.rows() == 0) {
                work.ledger().bulkJobs().abandon(work.fence(), own.job(), "no row to send");
            } else {
                own.rows().write(work, own.job());
                ready.add(freeze(own.job(), batch.csv));
            }
        }
        return ready;
    }

    private BulkJob freeze(BulkJob job, BatchCsv csv) {
        return work.ledger().bulkJobs().freeze(work.fence(), job, csv.sha256Hex(), csv.rows(), csv.bytes());
    }

    static Path csvOf(Work work, BulkJob job) {
        return folderOf(work, job).resolve("rows.csv");
    }

    static Path folderOf(Work work, BulkJob job) {
        return work.surroundings().folder().resolve("bulk-job-" + job.id());
    }
}
