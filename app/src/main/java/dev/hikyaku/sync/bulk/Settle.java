package dev.hikyaku.sync.bulk;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.hikyaku.ledger.BulkJobs;
import dev.hikyaku.ledger.BulkJobs.BulkJob;
import dev.hikyaku.ledger.Settlement;
import dev.hikyaku.salesforce.BulkIngest.ResultFile;
import dev.hikyaku.salesforce.SalesforceException;
import dev.hikyaku.sync.CannotCarry;
import dev.hikyaku.sync.Failpoint;
import dev.hikyaku.sync.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Third stage: fetches the results of every finished bulk job and writes an outcome to each change.
///
/// All three result files are read whatever the bulk job's state, for a `Failed` or `Aborted` one has saved rows too.
/// Rows are matched by external id or Id alone, never by position or text: Salesforce reorders and rewrites them. Rows
/// whose results never came are looked up in the org.
public final class Settle {
    private static final int CHUNK = 5_000;
    private static final int MOST_FETCHES = 2;

    private final Work work;
    private final Settlement settlement;
    private @Nullable String paused;

    public Settle(Work work) {
        this.work = work;
        this.settlement = work.ledger().settlement();
    }

    /// What the settled bulk jobs came to.
    public record Settled(long accepted, long rejected, long released) {
        Settled plus(Settlement.Result more) {
            return new Settled(accepted + more.accepted(), rejected + more.rejected(), released + more.released());
        }
    }

    /// Settles all finished bulk jobs of the sync.
    ///
    /// @throws CannotCarry when Salesforce refuses the sync as such; all outcomes that came are written before
    public Settled settle() {
        var settled = new Settled(0, 0, 0);
        for (var job : work.ledger().bulkJobs().unsettled(work.name())) {
            if (job.state() == BulkJobs.State.FINISHED) {
                settled = settled.plus(settle(job));
                deleteFiles(job);
            }
        }
        if (paused != null) {
            throw new CannotCarry(paused);
        }
        return settled;
    }

    private Settlement.Result settle(BulkJob job) {
        long staged = 0;
        for (int fetch = 1; fetch <= MOST_FETCHES; fetch++) {
            settlement.begin(work.fence(), job);
            staged = fetchAndStage(job);
            if (staged >= job.rows()) {
                break;
            }
        }
        apply(job, 0, staged);
        new Missing(work, job).settle(settlement, staged, (own, first, end) -> {
            // What Missing accepts was made by this bulk job.
            follow(own, first, end, _ -> true);
            apply(own, first, end);
        });
        Failpoint.AFTER_SETTLE.reached();
        var result = settlement.finish(work.fence(), job);
        pauseIfRefused(job, result);
        return result;
    }

    private void apply(BulkJob job, long first, long end) {
        var own = new Settlement.Work(work.fence(), work.run(), job);
        var org = work.org().get().org().orgId();
        settlement.apply(own, first, end, org, () -> {
            work.checkpoint();
            work.progress("settle", end, job.rows());
            Failpoint.MID_SETTLE.reached();
        });
    }

    private long fetchAndStage(BulkJob job) {
        long position = 0;
        for (var kind : ResultFile.values()) {
            var file = Extract.folderOf(work, job).resolve(kind.name().toLowerCase(Locale.ROOT) + ".csv");
            if (!fetch(job, kind, file)) {
                return position;
            }
            if (kind == ResultFile.SUCCESSFUL) {
                Failpoint.MID_HARVEST.reached();
            }
            position = stage(job, kind, file, position);
        }
        return position;
    }

    /// False when Salesforce does not have the bulk job any more.
    private boolean fetch(BulkJob job, ResultFile kind, Path file) {
        work.checkpoint();
        try {
            Files.createDirectories(Extract.folderOf(work, job));
            work.org().get().bulk().download(job.openedId(), kind, file);
            return true;
        } catch (SalesforceException.NotFound gone) {
            work.note("results-gone", "bulk job " + job.remoteId() + ": its results are not there any more");
            return false;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private long stage(BulkJob job, ResultFile kind, Path file, long first) {
        var position = first;
        try (var csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            var chunk = new ArrayList<NamedCsvRecord>(CHUNK);
            for (var row : csv) {
                chunk.add(row);
                if (chunk.size() == CHUNK) {
                    position = stage(job, kind, chunk, position);
                }
            }
            return stage(job, kind, chunk, position);
        } catch (CsvParseException cutShort) {
            work.note("results-cut", "bulk job " + job.remoteId() + ": " + cutShort.getMessage());
            return position;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private long stage(BulkJob job, ResultFile kind, List<NamedCsvRecord> chunk, long first) {
        var rows = new ResultRows(work, job).read(kind, chunk);
        paused = paused == null ? rows.pausedBy() : paused;
        settlement.stage(work.fence(), job, first, rows.rows());
        var end = first + rows.rows().size();
        if (kind == ResultFile.SUCCESSFUL) {
            follow(job, first, end, rows.created()::contains);
        }
        chunk.clear();
        work.progress("settle", 0, job.rows());
        return end;
    }

    private void follow(BulkJob job, long first, long end, Predicate<String> created) {
        if (job.operation().equals("upsert")) {
            var stops = new OtherIds(work, job).follow(first, end, created);
            paused = paused == null ? stops : paused;
        }
    }

    /// A bulk job that failed before any row was looked at will fail again: its header or object is refused.
    private void pauseIfRefused(BulkJob job, Settlement.Result result) {
        if ("Failed".equals(job.remoteState()) && result.accepted() + result.rejected() == 0) {
            paused =
                    "HK3201  " + work.name() + ": Salesforce refused the whole CSV of bulk job " + job.remoteId() + ": "
                            + job.note() + "\n   " + result.released() + " changes wait; nothing was rejected"
                            + "\n   whose turn: the Salesforce admin, or whoever keeps syncs/" + work.name() + ".yaml"
                            + "\n   fix: correct the field, or give the integration user access to it, then hikyaku run "
                            + work.name();
        }
    }

    private void deleteFiles(BulkJob job) {
        var folder = Extract.folderOf(work, job);
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException leftForTheNextClean) {
            work.note("cache-left", folder + " could not be deleted");
        }
    }
}
