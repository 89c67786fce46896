package dev.hikyaku.intake;

import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.Runs;
import dev.hikyaku.manifest.Sync;
import java.util.List;
import java.util.function.LongConsumer;

/// Finds what differs in a source, and takes it in.
///
/// A page is taken in with one commit: after a crash the next scan finds those rows unchanged and goes on.
public final class Scan implements Findings.Taking {
    private final Ledger ledger;
    private final Work work;
    private final Findings findings;

    /// What is scanned, and on whose behalf.
    ///
    /// @param largestDeletion largest share (0 to 1) of the records known to Salesforce that may be gone
    public record Work(Sync sync, Fence fence, Runs.Run run, double largestDeletion) {}

    /// The scan would delete more than the guard allows. Nothing is sent; no delete was written down.
    public static final class GuardStopped extends RuntimeException {
        GuardStopped(String message) {
            super(message);
        }
    }

    /// A scan of one sync.
    ///
    /// @param progress hears the number of rows compared so far
    public Scan(ApplicationDatabase application, Ledger ledger, Work work, LongConsumer progress) {
        this.ledger = ledger;
        this.work = work;
        this.findings = new Findings(application, ledger, work.sync(), work.largestDeletion(), progress);
    }

    /// Scans.
    ///
    /// @throws CannotRead when the source can't be read
    /// @throws GuardStopped when too many rows are gone
    public Findings.Found scan() {
        return findings.find(this);
    }

    @Override
    public void take(List<NewChange> changes) {
        ledger.changes().takeIn(work.fence(), work.run(), work.sync().name(), "scan", changes);
    }

    @Override
    public void objects(String objection) {
        throw new GuardStopped(objection);
    }
}
