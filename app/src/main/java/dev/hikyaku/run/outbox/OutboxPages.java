package dev.hikyaku.run.outbox;

import dev.hikyaku.intake.outbox.OutboxDoor;
import dev.hikyaku.sync.Failpoint;
import dev.hikyaku.sync.Work;
import java.util.List;
import java.util.Optional;

/// Pages of the outbox on their way into the ledger.
public final class OutboxPages {
    private OutboxPages() {}

    /// Takes pages in on behalf of a run; whoever lost the lease takes nothing in.
    public static OutboxDoor.Taking taking(Work work) {
        return changes -> {
            Failpoint.BEFORE_TAKE_IN.reached();
            var receipts = work.ledger().changes().takeIn(work.fence(), work.run(), work.name(), "outbox", changes);
            Failpoint.AFTER_TAKE_IN.reached();
            return receipts;
        };
    }

    /// What people have to hear of rows that are no changes; empty when there are none.
    ///
    /// @param sync its name, or an empty text for rows of syncs that nobody knows
    public static Optional<String> told(String sync, List<OutboxDoor.Refusal> refusals) {
        return refusals.stream()
                .findFirst()
                .map(first -> "HK2108  outbox: refused " + refusals.size() + (refusals.size() == 1 ? " row" : " rows")
                        + (sync.isEmpty() ? "" : " of " + sync) + "; the first is row " + first.id() + ": "
                        + first.code() + "  " + first.reason()
                        + "\n   look: SELECT id, sync, code, reason, body FROM hk_outbox WHERE state = 'refused'"
                        + "\n   fix: correct the body, then UPDATE hk_outbox SET state = 'waiting' WHERE id = "
                        + first.id());
    }
}
