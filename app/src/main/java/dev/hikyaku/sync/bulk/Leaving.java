package dev.hikyaku.sync.bulk;

import dev.hikyaku.ledger.BulkJobs;
import dev.hikyaku.ledger.BulkJobs.BulkJob;
import dev.hikyaku.salesforce.SalesforceException;
import dev.hikyaku.sync.Work;

/// What a run that was asked to stop does with the rows it has taken up: they wait again, unless Salesforce has them.
/// Another machine may go on, and this one's disk may be gone by then.
///
/// | bulk job | then |
/// |---|---|
/// | preparing, prepared | given up: Salesforce knows nothing of it |
/// | open, uploading | aborted, given up |
/// | uploaded | closed: Salesforce has all rows, and the next run polls |
/// | closed, finished | left to the next run |
public final class Leaving {
    private static final String WHY = "its run was asked to stop; its rows wait again";

    private final Work work;

    /// Of one sync, whose stages have come to rest.
    public Leaving(Work work) {
        this.work = work;
    }

    /// Lets go. What Salesforce does not answer now is asked again by the next run.
    ///
    /// @throws dev.hikyaku.ledger.Fence.LeaseLost when another run works on the sync; its bulk jobs are left alone
    public void leave() {
        try {
            for (var job : work.ledger().bulkJobs().unsettled(work.name())) {
                if (job.lane() == BulkJobs.Lane.BULK) {
                    leave(job);
                }
            }
        } catch (SalesforceException away) {
            work.note("stop-unfinished", "bulk jobs are left as they stand: " + away.getMessage());
        }
    }

    private void leave(BulkJob job) {
        // Whoever lost the lease reads here what the next holder has under way.
        work.confirm();
        var ship = new Ship(work);
        switch (job.state()) {
            case PREPARING, PREPARED -> work.ledger().bulkJobs().abandon(work.fence(), job, WHY);
            case OPEN, UPLOADING -> ship.giveUp(job, WHY);
            case UPLOADED -> ship.close(job);
            case CLOSED, FINISHED, SETTLED, ABANDONED -> {}
        }
    }
}
