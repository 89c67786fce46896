package dev.hikyaku.sync.bulk;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.hikyaku.ledger.BulkJobs;
import dev.hikyaku.ledger.BulkJobs.BulkJob;
import dev.hikyaku.ledger.Settlement;
import dev.hikyaku.metrics.Metric;
import dev.hikyaku.metrics.log.LogEvent;
import dev.hikyaku.salesforce.BulkIngest.ResultFile;
import dev.hikyaku.salesforce.SalesforceException;
import dev.hikyaku.sync.CannotCarry;
import dev.hikyaku.sync.Failpoint;
import dev.hikyaku.sync.OrgPaused;
import dev.hikyaku.sync.Work;
import dev.hikyaku.sync.rows.Cascades;
import dev.hikyaku.sync.rows.Missing;
import dev.hikyaku.sync.rows.OtherIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Third stage: fetches the results of every finished bulk job and writes an outcome to each change.
///
/// All three result files are read whatever the bulk job's state, for a `Failed` or `Aborted` one has saved rows too.
/// Rows are matched by external id or Id alone, never by position or text: Salesforce reorders and rewrites them. Rows
/// whose results never came are looked up in the org.
public final class Settle {
    private static final int CHUNK = Settlement.MOST;
    private static final int MOST_FETCHES = 2;
    private static final int AT_ONCE = 2;

    private final Work work;
    private final Settlement settlement;
    private ClaimedRows known = new ClaimedRows();
    private @Nullable RuntimeException paused;

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
    /// @throws dev.hikyaku.sync.OrgPaused when it refuses everything; the same
    public Settled settle() {
        var settled = new Settled(0, 0, 0);
        for (var job : work.ledger().bulkJobs().unsettled(work.name())) {
            if (job.state() == BulkJobs.State.FINISHED) {
                settled = settled.plus(settle(job));
                deleteFiles(job);
            }
        }
        var refused = paused;
        if (refused != null) {
            // Whatever we were told of the object before, it is not so.
            work.descriptions().forget(work.sync().object());
            throw refused;
        }
        return settled;
    }

    private Settlement.Result settle(BulkJob job) {
        var own = new Settlement.Work(
                work.fence(), work.run(), job, work.org().get().org().orgId());
        known = ClaimedRows.of(work, job);
        for (int fetch = 1; fetch <= MOST_FETCHES; fetch++) {
            if (fetchAndWrite(own) >= job.rows()) {
                break;
            }
        }
        pauseFor(new Missing(work, job, Duration.ZERO).settle(settlement, own));
        Failpoint.AFTER_SETTLE.reached();
        var result = settlement.finish(work.fence(), job);
        tell(job, result);
        pauseIfRefused(job, result);
        return result;
    }

    private void tell(BulkJob job, Settlement.Result result) {
        Metric.BATCH_SIZE.saw(job.rows(), work.name());
        LogEvent.BULK_JOB_SETTLED.tell(Map.of(
                "sync", work.name(),
                "bulk_job", String.valueOf(job.remoteId()),
                "rows", job.rows(),
                "accepted", result.accepted(),
                "rejected", result.rejected(),
                "released", result.released()));
    }

    private long fetchAndWrite(Settlement.Work own) {
        var job = own.job();
        long rows = 0;
        for (var kind : ResultFile.values()) {
            var file = Extract.folderOf(work, job).resolve(kind.name().toLowerCase(Locale.ROOT) + ".csv");
            if (!fetch(job, kind, file)) {
                return rows;
            }
            if (kind == ResultFile.SUCCESSFUL) {
                Failpoint.MID_HARVEST.reached();
            }
            rows = write(own, kind, file, rows);
        }
        return rows;
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

    private long write(Settlement.Work own, ResultFile kind, Path file, long before) {
        var rows = before;
        try (var csv = CsvReader.builder().ofNamedCsvRecord(file);
                var chunks = new Chunks(AT_ONCE)) {
            var chunk = new ArrayList<NamedCsvRecord>(CHUNK);
            for (var row : csv) {
                chunk.add(row);
                if (chunk.size() == CHUNK) {
                    rows = write(own, kind, chunk, rows, chunks);
                    chunk.clear();
                }
            }
            rows = write(own, kind, chunk, rows, chunks);
            chunks.await();
        } catch (CsvParseException cutShort) {
            work.note("results-cut", "bulk job " + own.job().remoteId() + ": " + cutShort.getMessage());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return rows;
    }

    private long write(Settlement.Work own, ResultFile kind, List<NamedCsvRecord> chunk, long before, Chunks chunks) {
        var read = new ResultRows(work, own.job()).read(kind, chunk);
        var rows = before + read.rows().size();
        if (!read.rows().isEmpty()) {
            var followed = new OtherIds(work, own.job(), this::remoteIds).follow(read.rows(), read.created());
            paused = read.pausedBy() == null || paused instanceof OrgPaused ? paused : read.pausedBy();
            pauseFor(followed.stops());
            new Cascades(work, own.job()).follow(followed.rows());
            chunks.add(() -> settlement.settle(own, followed.rows(), known.changes()));
            work.checkpoint();
            work.progress("settle", rows, own.job().rows());
            Failpoint.MID_SETTLE.reached();
        }
        return rows;
    }

    private Map<String, String> remoteIds(Set<String> keys) {
        return known.areNew(keys) ? Map.of() : work.ledger().records().remoteIds(work.name(), keys);
    }

    private void pauseFor(@Nullable String stops) {
        paused = paused == null && stops != null ? new CannotCarry(stops) : paused;
    }

    /// A bulk job that failed before any row was looked at will fail again: its header or object is refused.
    private void pauseIfRefused(BulkJob job, Settlement.Result result) {
        var isWorse = paused instanceof OrgPaused;
        if (!isWorse && "Failed".equals(job.remoteState()) && result.accepted() + result.rejected() == 0) {
            paused = new CannotCarry(
                    "HK3201  " + work.name() + ": Salesforce refused the whole CSV of bulk job " + job.remoteId() + ": "
                            + job.note() + "\n   " + result.released() + " changes wait; nothing was rejected"
                            + "\n   whose turn: the Salesforce admin, or whoever keeps syncs/" + work.name() + ".yaml"
                            + "\n   fix: correct the field, or give the integration user access to it, then hikyaku run "
                            + work.name());
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
