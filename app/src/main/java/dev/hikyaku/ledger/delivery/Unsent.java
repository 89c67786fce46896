package dev.hikyaku.ledger.delivery;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;
import dev.hikyaku.ledger.history.Counts;
import dev.hikyaku.ledger.history.Progress;
import dev.hikyaku.metrics.Metric;
import dev.hikyaku.metrics.Reason;
import java.util.function.Supplier;

/// Deliveries that end before they were sent. What is once is free again then, so that a later run may send it; only
/// what was attempted stays spent.
public final class Unsent {
    /// What was attempted before, and may have been shown, does not end as if it never left.
    static final String OUTCOME = "CASE WHEN attempts > 0 THEN 'unknown' ELSE :outcome END";

    private static final int CHUNK = 5_000;

    private final Transactions transactions;
    private final Dialect dialect;

    Unsent(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    private record End(String outcome, String code, String reason) {}

    /// Ends what waits in a run whose time is over.
    ///
    /// @return how many
    public long expire(Fence fence, CampaignRun run) {
        var end = new End("expired", "HK4005", "the campaign's time was over");
        return told(run, end, repeat(() -> transactions.fenced(fence, () -> isOver(run) ? end(run, "", end) : 0)));
    }

    private boolean isOver(CampaignRun run) {
        return transactions
                        .sql("SELECT COUNT(*) FROM hk_campaign_run WHERE id = ? AND expires_at <= LOCALTIMESTAMP(6)")
                        .param(run.id())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /// Ends what waits in a run that was cancelled or stopped. Needs no lease: nothing is claimed in such a run.
    ///
    /// @return how many
    public long cancel(CampaignRun run, String reason) {
        var end = new End("cancelled", "HK4006", reason);
        return told(run, end, repeat(() -> transactions.run(() -> isEnded(run) ? end(run, "", end) : 0)));
    }

    private boolean isEnded(CampaignRun run) {
        return transactions
                .sql("SELECT state FROM hk_campaign_run WHERE id = ?" + dialect.lockLease())
                .param(run.id())
                .query(String.class)
                .optional()
                .filter(state -> state.equals("cancelled") || state.equals("stopped"))
                .isPresent();
    }

    /// Ends what an earlier, broken-off reading of the audience found and the last one did not.
    ///
    /// @return how many
    public long withdraw(Fence fence, CampaignRun run) {
        var end = new End("cancelled", "HK4007", "the audience did not hold it any more");
        return told(
                run,
                end,
                repeat(() -> transactions.fenced(
                        fence, () -> end(run, " AND device_no = 0 AND pass < " + run.pass(), end))));
    }

    private static long told(CampaignRun run, End end, long deliveries) {
        Metric.DELIVERY.add(deliveries, run.campaign(), end.outcome(), Reason.of(end.code()));
        return deliveries;
    }

    private static long repeat(Supplier<Integer> chunk) {
        long all = 0;
        int ended;
        do {
            ended = chunk.get();
            all += ended;
        } while (ended == CHUNK);
        return all;
    }

    private int end(CampaignRun run, String condition, End end) {
        var ids = transactions
                .sql("SELECT id FROM hk_delivery WHERE run_id = ? AND state = 'waiting'" + condition + " LIMIT "
                        + CHUNK)
                .param(run.id())
                .query((rs, _) -> rs.getLong(1))
                .list();
        if (ids.isEmpty()) {
            return 0;
        }
        transactions
                .sql("UPDATE hk_delivery SET state = 'settled', outcome = " + OUTCOME
                        + ", code = :code, reason = :reason,"
                        + " settled_at = LOCALTIMESTAMP(6)" + dialect.roomForOutcome()
                        + " WHERE id IN (:ids) AND state = 'waiting'")
                .param("outcome", end.outcome())
                .param("code", end.code())
                .param("reason", end.reason())
                .param("ids", ids)
                .update();
        Progress.write(transactions, run.campaign(), Counts.ended(end.outcome(), ids.size()));
        Caps.release(transactions, ids);
        transactions
                .sql("UPDATE hk_delivery SET once_hash = NULL WHERE id IN (:ids) AND attempts = 0 AND device_no = 0")
                .param("ids", ids)
                .update();
        return ids.size();
    }
}
