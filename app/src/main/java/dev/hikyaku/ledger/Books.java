package dev.hikyaku.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The balance: everything taken in is accepted, rejected, superseded, unknown or still waiting.
///
/// What was taken in is counted by the doors, apart from the changes themselves, so a change that vanished would show
/// as unaccounted.
public final class Books {
    private final Transactions transactions;

    Books(Transactions transactions) {
        this.transactions = transactions;
    }

    /// One balance.
    ///
    /// @param takenIn taken in, as the doors counted; of a run: what waited before it, and what it took in
    /// @param waiting not settled yet, whatever the reason
    public record Balance(
            String sync, long takenIn, long accepted, long rejected, long superseded, long unknown, long waiting) {

        /// What is missing; anything but 0 is a fault of Hikyaku.
        public long unaccounted() {
            return takenIn - accepted - rejected - superseded - unknown - waiting;
        }
    }

    /// Waiting changes with the same reason.
    public record Reason(@Nullable String code, @Nullable String reason, long changes) {}

    /// The balance of a sync since its first change.
    public Balance of(String sync) {
        return balance(sync, takenIn("sync = ?", sync), counts("sync = ?", sync));
    }

    /// The balance of one run.
    ///
    /// @param waitingBefore [#waiting] when the run began
    public Balance of(String sync, Runs.Run run, long waitingBefore) {
        var counts = counts("sync = ? AND (state <> 'settled' OR settled_by = ?)", sync, run.id());
        return balance(sync, waitingBefore + takenIn("sync = ? AND run_id = ?", sync, run.id()), counts);
    }

    /// How many changes are not settled.
    public long waiting(String sync) {
        return transactions
                .sql("SELECT COUNT(*) FROM hk_change WHERE sync = ? AND outcome IS NULL")
                .param(sync)
                .query(Long.class)
                .single();
    }

    /// Why changes wait, most frequent first; a null code means they wait for the next run.
    public List<Reason> whyWaiting(String sync) {
        return transactions
                .sql("SELECT code, MIN(reason) AS reason, COUNT(*) AS changes FROM hk_change"
                        + " WHERE sync = ? AND outcome IS NULL GROUP BY code ORDER BY changes DESC")
                .param(sync)
                .query((rs, _) -> new Reason(rs.getString("code"), rs.getString("reason"), rs.getLong("changes")))
                .list();
    }

    private long takenIn(String condition, Object... values) {
        return transactions
                .sql("SELECT COALESCE(SUM(taken_in), 0) FROM hk_intake WHERE " + condition)
                .params(values)
                .query(Long.class)
                .single();
    }

    private Map<String, Long> counts(String condition, Object... values) {
        var counts = new HashMap<String, Long>();
        transactions
                .sql("SELECT COALESCE(outcome, 'waiting') AS word, COUNT(*) FROM hk_change WHERE " + condition
                        + " GROUP BY COALESCE(outcome, 'waiting')")
                .params(values)
                .query(rs -> {
                    counts.put(rs.getString(1), rs.getLong(2));
                });
        return counts;
    }

    private static Balance balance(String sync, long takenIn, Map<String, Long> counts) {
        return new Balance(
                sync,
                takenIn,
                counts.getOrDefault("accepted", 0L),
                counts.getOrDefault("rejected", 0L),
                counts.getOrDefault("superseded", 0L),
                counts.getOrDefault("unknown", 0L),
                counts.getOrDefault("waiting", 0L));
    }
}
