package dev.hikyaku.drift;

import dev.hikyaku.ledger.start.Epochs;
import dev.hikyaku.sync.Work;
import dev.hikyaku.sync.rows.OrgRecords;
import java.util.List;

/// Waiting changes of a ledger that was restored to an earlier time. Since then they may have travelled, and newer ones
/// after them, of which the ledger knows nothing: sent again they would write older values over newer ones. So those
/// of records that Salesforce has are not sent by themselves; those of records it does not have can harm nothing.
public final class Restored {
    private static final int PAGE = 1_000;
    private static final String WHY =
            "the ledger was restored, and Salesforce has this record, perhaps in a newer state than this change";

    private final Work work;

    /// Of one sync, under its lease.
    public Restored(Work work) {
        this.work = work;
    }

    /// What it came to.
    ///
    /// @param waiting changes that waited
    /// @param refused how many of them are not sent by themselves
    public record Looked(String sync, long waiting, long refused) {}

    /// Looks the records of waiting changes up by external id.
    public Looked look() {
        var org = new OrgRecords(
                work.org().get(),
                work.sync(),
                work.descriptions().apply(work.sync().object()));
        var epochs = work.ledger().epochs();
        var own = new Epochs.Work(work.fence(), work.run(), work.name());
        long all = 0;
        long refused = 0;
        long after = 0;
        List<Epochs.Open> page;
        do {
            work.checkpoint();
            page = epochs.waiting(work.name(), after, PAGE);
            if (page.isEmpty()) {
                break;
            }
            after = page.getLast().id();
            all += page.size();
            var there = org.byKey(page.stream().map(Epochs.Open::key).distinct().toList(), List.of());
            var doubtful = page.stream()
                    .filter(open -> there.containsKey(org.comparable(open.key())))
                    .map(Epochs.Open::id)
                    .toList();
            refused += epochs.refuse(own, doubtful, WHY);
        } while (page.size() == PAGE);
        return new Looked(work.name(), all, refused);
    }
}
