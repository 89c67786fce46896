package dev.hikyaku.sync.bulk;

import dev.hikyaku.ledger.BulkJobs;
import dev.hikyaku.salesforce.BulkJob;
import dev.hikyaku.salesforce.SalesforceException;
import dev.hikyaku.sync.Work;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// Aborts bulk jobs that an earlier run opened and died before it could store their ids. They do no harm (an
/// open job is never processed and dies after 24 hours), so only what is surely ours is touched: open, made by
/// our user, for our object, operation and external id, unknown to the ledger, and of nobody who may just be
/// opening one. A bulk job has no field that could name its sync (Bulk API 2.0 Developer Guide, Create a Job),
/// so that last thing is asked of the ledger: whoever opens one has written that down before.
final class Orphans {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final Work work;

    Orphans(Work work) {
        this.work = work;
    }

    /// Looks for orphans of one bulk job and aborts them. When another sync may be opening one like it, all are
    /// left alone, with a note.
    ///
    /// @param intended the bulk job whose opening was begun and never recorded
    /// @throws dev.hikyaku.ledger.Fence.LeaseLost when another run works on the sync: then they may be its
    void abort(BulkJobs.BulkJob intended) {
        var seen = openAndAlike(intended);
        if (seen.isEmpty()) {
            return;
        }
        // In this order: whoever opened what was seen had announced it by then, and may have recorded it since.
        work.confirm();
        var jobs = work.ledger().bulkJobs();
        var mayBeTheirs = jobs.othersMayOpen(intended, work.run());
        var known = jobs.unsettledRemoteIds();
        for (var job : seen) {
            if (known.contains(job.id())) {
                continue;
            }
            if (mayBeTheirs) {
                work.note("orphan-left", "bulk job " + job.id() + " may be of another sync; it dies by itself");
            } else if (hasOurExternalId(job)) {
                abort(job);
            }
        }
    }

    private List<BulkJob> openAndAlike(BulkJobs.BulkJob intended) {
        var org = work.org().get();
        var since = intended.preparedAt().minus(CLOCKS_DIFFER);
        return org.bulk().list().stream()
                .filter(job -> job.state() == BulkJob.State.OPEN
                        && job.createdById().equals(org.org().userId())
                        && job.object().equals(intended.object())
                        && job.operation().equals(intended.operation())
                        && !job.createdAt().isBefore(since))
                .toList();
    }

    /// The list does not tell it.
    private boolean hasOurExternalId(BulkJob listed) {
        try {
            var job = work.org().get().bulk().get(listed.id());
            var ours = job.operation().equals("upsert") ? work.sync().externalId() : "";
            return ours.equalsIgnoreCase(Objects.requireNonNullElse(job.externalIdField(), ""));
        } catch (SalesforceException.NotFound gone) {
            return false;
        }
    }

    private void abort(BulkJob job) {
        try {
            work.org().get().bulk().abort(job.id());
            work.note("orphan-aborted", "bulk job " + job.id() + " was opened by a run that died");
        } catch (SalesforceException.NotFound | SalesforceException.InvalidJobState notOpenAnyMore) {
            work.note("orphan-gone", "bulk job " + job.id() + ": " + notOpenAnyMore.getMessage());
        }
    }
}
