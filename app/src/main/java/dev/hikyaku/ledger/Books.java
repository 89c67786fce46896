package dev.hikyaku.ledger;

import dev.hikyaku.ledger.dialect.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The balance: everything taken in is accepted, rejected, superseded, unknown or still waiting.
///
/// What was taken in is counted by the doors, apart from the changes themselves, so a change that vanished would show
/// as unaccounted.
public final class Books {
    private static final int JOBS_OF_A_PACE = 50;

    private final Transactions transactions;
    private final Dialect dialect;

    Books(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
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

    /// A change that waits, and for what.
    ///
    /// @param heldSync sync of the record it waits for; null when it waits for none, or that one is in Salesforce
    /// @param heldKey key of that record
    /// @param reason the same for people, or null
    /// @param overdue whether it has waited beyond its deadline
    /// @param behindDelete whether an older delete of its record has to go first
    public record Owed(
            Claims.Waiting change,
            @Nullable String heldSync,
            @Nullable String heldKey,
            @Nullable String reason,
            boolean overdue,
            boolean behindDelete) {}

    /// Waiting changes that could be carried, whatever they wait for: of a key's upserts the newest, and all deletes.
    /// Oldest first, behind a given id. For a plan: nothing is taken up.
    public List<Owed> owed(String sync, String operation, long after, int limit) {
        return transactions
                .sql(Claims.COLUMNS
                        + ", p.remote_id AS parent_id, c.held_sync, c.held_key, c.reason,"
                        + " CASE WHEN c.give_up_at <= LOCALTIMESTAMP(6) THEN 1 ELSE 0 END AS overdue,"
                        + " CASE WHEN r.remote_id IS NOT NULL AND c.operation = 'upsert' AND r.version > 1"
                        + " AND EXISTS (SELECT 1 " + dialect.changesByKey("o")
                        + " WHERE o.sync = c.sync AND o.record_key = c.record_key"
                        + " AND o.state = 'waiting' AND o.operation = 'delete' AND o.version < c.version)"
                        + " THEN 1 ELSE 0 END AS behind_delete "
                        + dialect.waitingFrom()
                        + " LEFT JOIN hk_record p ON p.record_key = c.held_key AND p.sync = c.held_sync"
                        + " WHERE c.sync = :sync AND c.state = 'waiting' AND c.operation = :operation AND c.id > :after"
                        + " AND (c.version = r.version OR c.operation = 'delete')"
                        + " ORDER BY " + dialect.waitingOrder() + " LIMIT " + limit)
                .param("sync", sync)
                .param("operation", operation)
                .param("after", after)
                .query((rs, _) -> owed(rs))
                .list();
    }

    private static Owed owed(ResultSet rs) throws SQLException {
        var isThere = rs.getString("parent_id") != null;
        return new Owed(
                Claims.waiting(rs),
                isThere ? null : rs.getString("held_sync"),
                isThere ? null : rs.getString("held_key"),
                rs.getString("reason"),
                rs.getInt("overdue") == 1,
                rs.getInt("behind_delete") == 1);
    }

    /// How many changes are on their way: an earlier run took them up and did not hear what became of them.
    public long onTheWay(String sync) {
        return transactions
                .sql("SELECT COUNT(*) FROM hk_change WHERE sync = ? AND state = 'claimed'")
                .param(sync)
                .query(Long.class)
                .single();
    }

    /// How long the newest bulk jobs or calls of a sync took in all.
    ///
    /// @param jobs how many were looked at
    /// @param rows their rows
    /// @param seconds from gathering their rows to their outcomes
    public record Pace(long jobs, long rows, double seconds) {}

    /// What the ledger measured of a lane.
    public Pace pace(String sync, BulkJobs.Lane lane) {
        return transactions
                .sql("SELECT COUNT(*), COALESCE(SUM(j.n), 0),"
                        + " COALESCE(SUM(" + dialect.micros("j.prepared_at", "j.settled_at") + "), 0) FROM"
                        + " (SELECT accepted + rejected + released AS n, prepared_at, settled_at FROM hk_bulk_job"
                        + " WHERE sync = ? AND lane = ? AND state = 'settled' AND accepted IS NOT NULL"
                        + " ORDER BY id DESC LIMIT " + JOBS_OF_A_PACE + ") j")
                .params(sync, lane.word())
                .query((rs, _) -> new Pace(rs.getLong(1), rs.getLong(2), rs.getLong(3) / 1e6))
                .single();
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
