package dev.hikyaku.sync.bulk;

import dev.hikyaku.ledger.BulkJobs;
import dev.hikyaku.salesforce.BulkJob;
import dev.hikyaku.salesforce.SalesforceException;
import dev.hikyaku.sync.Work;
import java.time.Duration;

/// Aborts bulk jobs that an earlier run opened and died before it could store their ids. They do no harm (an open job
/// is
/// never processed and dies after 24 hours), so only what is surely ours is touched: open, made by our user, for our
/// object, operation and external id, and unknown to the ledger.
final class Orphans {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final Work work;

    Orphans(Work work) {
        this.work = work;
    }

    /// Looks for orphans of one bulk job and aborts them.
    ///
    /// @param intended the bulk job whose opening was begun and never recorded
    void abort(BulkJobs.BulkJob intended) {
        var org = work.org().get();
        var known = work.ledger().bulkJobs().unsettledRemoteIds();
        var since = intended.preparedAt().minus(CLOCKS_DIFFER);
        for (var job : org.bulk().list()) {
            if (job.state() == BulkJob.State.OPEN
                    && job.createdById().equals(org.org().userId())
                    && job.object().equals(intended.object())
                    && job.operation().equals(intended.operation())
                    && !job.createdAt().isBefore(since)
                    && !known.contains(job.id())) {
                abort(job);
            }
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
