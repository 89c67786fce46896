package dev.hikyaku.drift;

import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.remote.KnownRecords.Known;
import dev.hikyaku.ledger.remote.RemoteIds.Link;
import dev.hikyaku.sync.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Has records sent again: their newest accepted change is taken in once more, unless a newer one waits anyway.
///
/// The fingerprint stays the newest one's, so that a scan sees no difference. A crash between the change and the id
/// leaves a change that waits, and is not taken in twice.
public final class Resend implements Drift.Again {
    private final Work work;
    private final String door;

    /// On behalf of a comparison.
    public Resend(Work work) {
        this(work, "drift");
    }

    Resend(Work work, String door) {
        this.work = work;
        this.door = door;
    }

    @Override
    public int take(List<Known> differing, List<Known> missing) {
        var sent = takeIn(Stream.concat(differing.stream(), missing.stream()).toList());
        // Whoever sends it again knows that it is gone: the new record is no surprise.
        forget(missing);
        return sent;
    }

    int takeIn(List<Known> records) {
        var changes = new ArrayList<NewChange>();
        for (var known : records) {
            if (known.present() && known.settled() && known.payload() != null) {
                changes.add(new NewChange(known.key(), known.payload(), known.fingerprint()));
            }
        }
        work.ledger().changes().takeIn(work.fence(), work.run(), work.name(), door, changes);
        return changes.size();
    }

    private void forget(List<Known> records) {
        var links = records.stream()
                .filter(known -> known.remoteId() != null)
                .map(known -> new Link(known.key(), null))
                .toList();
        var here = work.org().get().org().orgId();
        work.ledger().remoteIds().link(work.fence(), work.name(), here, "gone", links);
    }
}
