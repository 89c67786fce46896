package dev.hikyaku.sync.bulk;

import dev.hikyaku.ledger.BulkJobs;
import dev.hikyaku.ledger.BulkJobs.BulkJob;
import dev.hikyaku.salesforce.BulkIngest;
import dev.hikyaku.salesforce.BulkJob.State;
import dev.hikyaku.salesforce.BulkJobSpec;
import dev.hikyaku.salesforce.BulkJobSpec.Operation;
import dev.hikyaku.salesforce.CsvBody;
import dev.hikyaku.salesforce.SalesforceException;
import dev.hikyaku.sync.Failpoint;
import dev.hikyaku.sync.Work;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.util.HexFormat;

/// Second stage: brings every bulk job of the sync to its end at Salesforce, from wherever it stands.
///
/// What each call leaves behind when we crash before, during or after it:
///
/// | call | class | before | during, or after and not stored |
/// |---|---|---|---|
/// | create | harmless | rows are frozen: create | an open job without rows, aborted by [Orphans] if seen; create again
/// |
/// | upload | once per job | open: upload if the CSV is here, else give up | abort it and make a new one; nothing was
/// processed |
/// | close | checkable | close | ask for its state; close again only if it is still open |
/// | poll, fetch | idempotent | again | again |
public final class Ship {
    private static final int MOST_AT_ONCE = 8;

    private final Work work;
    private final BulkJobs jobs;

    public Ship(Work work) {
        this.work = work;
        this.jobs = work.ledger().bulkJobs();
    }

    /// Ships all that is unsettled, in the order it was made.
    ///
    /// @throws SalesforceException when Salesforce can't be reached or refuses; the next run goes on from there
    public void ship() {
        var owed = jobs.unsettled(work.name()).stream()
                .filter(job -> job.lane() == BulkJobs.Lane.BULK)
                .toList();
        for (int next = 0; next < owed.size(); next += MOST_AT_ONCE) {
            // Salesforce works on all of them while we wait for the first.
            owed.subList(next, Math.min(next + MOST_AT_ONCE, owed.size())).stream()
                    .map(this::send)
                    .toList()
                    .forEach(job -> until(job, BulkJobs.State.FINISHED));
        }
    }

    /// Brings one bulk job so far that Salesforce works on it.
    BulkJob send(BulkJob job) {
        return until(job, BulkJobs.State.CLOSED);
    }

    private BulkJob until(BulkJob job, BulkJobs.State state) {
        var current = job;
        while (current.state().compareTo(state) < 0) {
            work.checkpoint();
            current = step(current);
        }
        return current;
    }

    private BulkJob step(BulkJob job) {
        return switch (job.state()) {
            case PREPARING -> jobs.abandon(work.fence(), job, "its run ended before all rows were gathered");
            case PREPARED -> create(job);
            case OPEN -> upload(job);
            case UPLOADING -> giveUp(job, "the upload was cut off, and a bulk job takes only one");
            case UPLOADED -> close(job);
            case CLOSED -> new Polling(work, job).untilFinished();
            case FINISHED, SETTLED, ABANDONED -> job;
        };
    }

    private BulkJob create(BulkJob job) {
        if (!hasCsv(job)) {
            return jobs.abandon(work.fence(), job, "its CSV is not on this machine; its rows are gathered anew");
        }
        if (job.runId() != work.run().id()) {
            new Orphans(work).abort(job);
        }
        Failpoint.BEFORE_CREATE.reached();
        var opened = bulk().create(spec(job));
        Failpoint.AFTER_CREATE.reached();
        return jobs.opened(work.fence(), job, opened.id());
    }

    private BulkJobSpec spec(BulkJob job) {
        return job.operation().equals("delete")
                ? BulkJobSpec.of(job.object(), Operation.DELETE)
                : BulkJobSpec.upsert(job.object(), work.sync().externalId());
    }

    private BulkJob upload(BulkJob job) {
        if (!hasCsv(job)) {
            return giveUp(job, "its CSV is not on this machine; its rows are gathered anew");
        }
        Failpoint.BEFORE_UPLOAD.reached();
        var uploading = jobs.uploading(work.fence(), job);
        var csv = CsvBody.of(Extract.csvOf(work, job));
        var halfway = new CsvBody(
                csv.length(),
                () -> new Halfway(csv.opener().open(), csv.length() / 2, () -> {
                    Failpoint.MID_UPLOAD.reached();
                    work.progress("upload", job.rows() / 2, job.rows());
                }));
        try {
            bulk().upload(job.openedId(), halfway);
        } catch (SalesforceException failed) {
            if (failed.mayHaveActed()) {
                return giveUp(uploading, "no answer to the upload, and a bulk job takes only one");
            }
            throw failed;
        }
        Failpoint.AFTER_UPLOAD.reached();
        return jobs.uploaded(work.fence(), uploading);
    }

    BulkJob close(BulkJob job) {
        Failpoint.BEFORE_CLOSE.reached();
        try {
            var state = bulk().get(job.openedId());
            if (state.state() == State.OPEN) {
                state = closeAndLook(job);
            }
            Failpoint.AFTER_CLOSE.reached();
            return jobs.closed(work.fence(), job, state.stateText());
        } catch (SalesforceException.NotFound gone) {
            // Somebody deleted it, perhaps after it was processed: its rows are looked up.
            return jobs.closed(work.fence(), job, "Gone");
        }
    }

    private dev.hikyaku.salesforce.BulkJob closeAndLook(BulkJob job) {
        try {
            return bulk().close(job.openedId());
        } catch (SalesforceException.NoAnswer lost) {
            var now = bulk().get(job.openedId());
            if (now.state() == State.OPEN) {
                // It was not taken. The bulk job stays uploaded, and is closed by the next run.
                throw lost;
            }
            return now;
        }
    }

    /// Makes sure that Salesforce will never process it, then lets its rows wait again.
    BulkJob giveUp(BulkJob job, String reason) {
        try {
            bulk().abort(job.openedId());
        } catch (SalesforceException.NotFound gone) {
            work.note("bulk-job-gone", "bulk job " + job.remoteId() + " is not there any more");
        } catch (SalesforceException.InvalidJobState | SalesforceException.NoAnswer unclear) {
            var state = bulk().get(job.openedId());
            if (state.state() == State.OPEN) {
                throw unclear;
            }
            if (state.state() != State.ABORTED) {
                // Salesforce ended it by itself: its results tell what became of the rows.
                return jobs.closed(work.fence(), job, state.stateText());
            }
        }
        return jobs.abandon(work.fence(), job, reason);
    }

    /// Whether the frozen CSV lies on this machine, whole.
    private boolean hasCsv(BulkJob job) {
        var file = Extract.csvOf(work, job);
        if (!Files.isReadable(file)) {
            return false;
        }
        try (var in = new DigestInputStream(Files.newInputStream(file), BatchCsv.sha256())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest()).equals(job.sha256());
        } catch (IOException unreadable) {
            return false;
        }
    }

    private BulkIngest bulk() {
        return work.org().get().bulk();
    }
}
