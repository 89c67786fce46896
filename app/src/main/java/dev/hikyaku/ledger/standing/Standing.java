package dev.hikyaku.ledger.standing;

import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// How things stand now. Every question looks at what is open or new, and at nothing that is settled.
public final class Standing {
    /// Of the oldest open changes of a sync, how many are looked at one by one.
    public static final int OLDEST = 1_000;

    private static final int NEWEST_RUNS = 500;

    private final Transactions transactions;
    private final Dialect dialect;

    /// Over the ledger's tables.
    public Standing(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /// What has no outcome in one sync.
    ///
    /// @param open without an outcome
    /// @param claimed of them, taken up by a bulk job or a call
    /// @param blocked of the oldest [#OLDEST], those that wait for another record
    /// @param oldest age of the oldest; zero when there is none
    public record Backlog(long open, long claimed, long blocked, Duration oldest) {
        /// Not taken up.
        public long waiting() {
            return Math.max(0, open - claimed);
        }
    }

    /// Counts what is open: an index alone answers, and rows that are settled are not looked at.
    public Backlog backlog(String sync) {
        var open = number("SELECT COUNT(*) FROM hk_change WHERE sync = ? AND " + dialect.isOpen(), sync);
        var claimed = open == 0
                ? 0
                : number(
                        "SELECT COALESCE(SUM(row_count - COALESCE(accepted, 0) - COALESCE(rejected, 0)"
                                + " - COALESCE(released, 0)), 0) FROM hk_bulk_job WHERE sync = ? AND state IN ('preparing',"
                                + " 'prepared', 'open', 'uploading', 'uploaded', 'closed', 'finished')",
                        sync);
        return transactions
                .sql("SELECT COUNT(o.held_sync), COALESCE(MAX("
                        + dialect.micros("o.taken_in_at", "LOCALTIMESTAMP(6)")
                        + "), 0) FROM (SELECT held_sync, taken_in_at FROM hk_change WHERE sync = ? AND "
                        + dialect.isOpen() + " ORDER BY id LIMIT " + OLDEST + ") o")
                .param(sync)
                .query((rs, _) -> new Backlog(
                        open, Math.min(open, claimed), rs.getLong(1), Duration.ofNanos(rs.getLong(2) * 1_000)))
                .single();
    }

    private long number(String query, String sync) {
        return transactions.sql(query).param(sync).query(Long.class).single();
    }

    /// Deliveries without an outcome in runs that are not over.
    public record Owed(String campaign, String state, long deliveries) {}

    /// Counts them, campaign by campaign.
    public List<Owed> owed() {
        return transactions
                .sql(
                        "SELECT c.name, d.state, COUNT(*) FROM hk_campaign_run r JOIN hk_campaign c ON c.id = r.campaign_id"
                                + " JOIN hk_delivery d ON d.run_id = r.id AND d.state IN ('waiting', 'sent')"
                                + " WHERE r.state IN ('running', 'paused') GROUP BY c.name, d.state")
                .query((rs, _) -> new Owed(
                        Objects.requireNonNull(rs.getString(1)),
                        Objects.requireNonNull(rs.getString(2)),
                        rs.getLong(3)))
                .list();
    }

    /// Leases beyond their time whose holder did not give them back.
    public long expiredLeases() {
        return transactions
                .sql("SELECT COUNT(*) FROM hk_lease WHERE holder IS NOT NULL AND expires_at < LOCALTIMESTAMP(6)")
                .query(Long.class)
                .single();
    }

    /// Leases of what is paused because processes died of it.
    public List<String> paused() {
        return transactions
                .sql("SELECT name FROM hk_place WHERE paused_at IS NOT NULL ORDER BY name")
                .query((rs, _) -> Objects.requireNonNull(rs.getString(1)))
                .list();
    }

    /// Scheduled runs that never came within the last 24 hours, by name.
    ///
    /// @param kind of the notes that tell of them
    public Map<String, Long> missed(String kind) {
        var missed = new HashMap<String, Long>();
        transactions
                .sql("SELECT sync, COUNT(*) FROM hk_event WHERE kind = ? AND sync IS NOT NULL AND at > "
                        + dialect.ago(Duration.ofDays(1)) + " GROUP BY sync")
                .param(kind)
                .query(rs -> {
                    missed.put(Objects.requireNonNull(rs.getString(1)), rs.getLong(2));
                });
        return missed;
    }

    /// How long ago runs last ended well (0 or 10), by the names of their syncs; of the newest runs.
    public Map<String, Duration> lastSuccess() {
        var ages = new HashMap<String, Duration>();
        transactions
                .sql("SELECT r.syncs, MIN(" + dialect.micros("r.ended_at", "LOCALTIMESTAMP(6)") + ")"
                        + " FROM (SELECT syncs, ended_at, exit_code, state FROM hk_run ORDER BY id DESC LIMIT "
                        + NEWEST_RUNS + ") r WHERE r.state = 'finished' AND r.exit_code IN (0, 10) GROUP BY r.syncs")
                .query(rs -> {
                    ages.put(Objects.requireNonNull(rs.getString(1)), Duration.ofNanos(rs.getLong(2) * 1_000));
                });
        return ages;
    }

    /// Looks whether the problems of these syncs are kept as they are, part by part, and mends what is not so.
    public ProblemAudit problemAudit(List<String> syncs) {
        return new ProblemAudit(transactions, dialect, syncs);
    }

    /// Looks whether what was taken in is still there, part by part.
    public Audit audit() {
        return new Audit(transactions);
    }
}
