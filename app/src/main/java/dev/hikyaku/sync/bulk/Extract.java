package dev.hikyaku.sync.bulk;

import dev.hikyaku.ledger.BulkJobs.BulkJob;
import dev.hikyaku.ledger.Claims.Hold;
import dev.hikyaku.ledger.Claims.Refusal;
import dev.hikyaku.ledger.Claims.Verdicts;
import dev.hikyaku.ledger.Claims.Waiting;
import dev.hikyaku.sync.Failpoint;
import dev.hikyaku.sync.Work;
import dev.hikyaku.sync.rows.Rows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// First stage: takes up waiting changes, decides what becomes of each, and writes those that travel into CSV files.
///
/// Changes are claimed page by page, each page with one commit. A crash leaves a bulk job that is `preparing`; the next
/// run abandons it and its changes wait again.
public final class Extract {
    private static final int PAGE = 2_000;

    private final Work work;
    private final String operation;
    private @Nullable Batch batch;
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

    private record Batch(BulkJob job, BatchCsv csv) {}

    /// The verdicts gathered for one commit.
    private static final class Gathered {
        private final List<Long> claimed = new ArrayList<>();
        private final List<Long> superseded = new ArrayList<>();
        private final List<Long> absent = new ArrayList<>();
        private final List<Hold> held = new ArrayList<>();
        private final List<Refusal> refused = new ArrayList<>();

        Verdicts verdicts() {
            return new Verdicts(claimed, superseded, absent, held, refused);
        }

        long decided() {
            return (long) superseded.size() + absent.size() + refused.size();
        }
    }

    /// Takes up all changes that can be taken up now.
    public Extracted extract() {
        try {
            long after = 0;
            List<Waiting> page;
            do {
                work.checkpoint();
                page = work.ledger().claims().waiting(work.name(), operation, after, PAGE);
                if (page.isEmpty()) {
                    break;
                }
                after = page.getLast().id();
                takeUp(page);
                work.progress("extract", claimed, 0);
                Failpoint.MID_EXTRACT.reached();
            } while (page.size() == PAGE);
            freeze();
            return new Extracted(claimed, decided);
        } finally {
            var open = batch;
            if (open != null) {
                open.csv().close();
            }
        }
    }

    private void takeUp(List<Waiting> page) {
        var rows = new Rows(work, page);
        var needed = stillNeeded(page);
        var gathered = new Gathered();
        for (var change : page) {
            var current = batch();
            judge(change, rows, needed, gathered, current);
            if (current.csv().bytes() >= work.surroundings().largestCsv()) {
                decide(gathered);
                gathered = new Gathered();
                freeze();
            }
        }
        decide(gathered);
    }

    /// Records that deletes name and that other keys, which live on, have too.
    private Map<String, String> stillNeeded(List<Waiting> page) {
        return operation.equals("delete")
                ? work.ledger()
                        .remoteIds()
                        .present(
                                work.name(),
                                page.stream()
                                        .map(Waiting::remoteId)
                                        .filter(Objects::nonNull)
                                        .toList())
                : Map.of();
    }

    private void judge(Waiting change, Rows rows, Map<String, String> needed, Gathered gathered, Batch current) {
        if (change.isStale()) {
            gathered.superseded.add(change.id());
        } else if (operation.equals("delete")) {
            var remoteId = change.remoteId();
            if (remoteId == null) {
                gathered.absent.add(change.id());
            } else if (needed.containsKey(remoteId)) {
                var reason =
                        remoteId + " is the record of " + needed.get(remoteId) + " too, since somebody merged them";
                gathered.refused.add(new Refusal(change.id(), "HK3114", reason));
            } else {
                gathered.claimed.add(change.id());
                current.csv().write(List.of(remoteId));
            }
        } else {
            switch (rows.make(change)) {
                case Rows.Made.Row(var cells) -> {
                    gathered.claimed.add(change.id());
                    current.csv().write(cells);
                }
                case Rows.Made.Held(var hold) -> gathered.held.add(hold);
                case Rows.Made.Refused(var refusal) -> gathered.refused.add(refusal);
            }
        }
    }

    private void decide(Gathered gathered) {
        work.ledger().claims().decide(work.fence(), work.run(), batch().job(), gathered.verdicts());
        claimed += gathered.claimed.size();
        decided += gathered.decided();
    }

    private Batch batch() {
        var open = batch;
        if (open == null) {
            var job = work.ledger()
                    .bulkJobs()
                    .prepare(
                            work.fence(),
                            work.run(),
                            work.name(),
                            operation,
                            work.sync().object());
            var header =
                    operation.equals("delete") ? List.of("Id") : work.sync().targets();
            open = new Batch(job, new BatchCsv(csvOf(work, job), header));
            batch = open;
        }
        return open;
    }

    /// Ends the open batch, if there is one: with rows it is ready to ship, without it is given up.
    private void freeze() {
        var open = batch;
        if (open == null) {
            return;
        }
        batch = null;
        open.csv().close();
        if (open.csv().rows() == 0) {
            work.ledger().bulkJobs().abandon(work.fence(), open.job(), "no row to send");
        } else {
            work.ledger()
                    .bulkJobs()
                    .freeze(
                            work.fence(),
                            open.job(),
                            open.csv().sha256Hex(),
                            open.csv().rows(),
                            open.csv().bytes());
        }
    }

    static Path csvOf(Work work, BulkJob job) {
        return folderOf(work, job).resolve("rows.csv");
    }

    static Path folderOf(Work work, BulkJob job) {
        return work.surroundings().folder().resolve("bulk-job-" + job.id());
    }
}
