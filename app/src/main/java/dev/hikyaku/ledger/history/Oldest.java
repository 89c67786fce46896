package dev.hikyaku.ledger.history;

import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// How long the oldest waits, of each sync and each campaign that runs: one row each, found by an index.
final class Oldest {
    private final Transactions transactions;
    private final Dialect dialect;

    Oldest(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    private record Run(long id, String campaign) {}

    /// Zero where nothing waits.
    Map<Whose, Duration> look(Collection<String> syncs) {
        var ages = new HashMap<Whose, Duration>();
        syncs.forEach(sync -> ages.put(Whose.sync(sync), ofSync(sync)));
        runs().forEach(run -> ages.merge(
                Whose.campaign(run.campaign()),
                ofRun(run.id()),
                (one, other) -> one.compareTo(other) < 0 ? other : one));
        return ages;
    }

    /// Ids rise with the intake.
    private Duration ofSync(String sync) {
        return transactions
                .sql("SELECT " + dialect.micros("taken_in_at", "LOCALTIMESTAMP(6)")
                        + " FROM hk_change WHERE sync = ? AND outcome IS NULL ORDER BY " + dialect.oldestFirst()
                        + " LIMIT 1")
                .param(sync)
                .query((rs, _) -> age(rs.getLong(1)))
                .optional()
                .orElse(Duration.ZERO);
    }

    private Iterable<Run> runs() {
        return transactions
                .sql("SELECT r.id, c.name FROM hk_campaign_run r JOIN hk_campaign c ON c.id = r.campaign_id"
                        + " WHERE r.state = 'running'")
                .query((rs, _) -> new Run(rs.getLong(1), Objects.requireNonNull(rs.getString(2))))
                .list();
    }

    /// Of what is due: what is held back on purpose does not wait.
    private Duration ofRun(long run) {
        return transactions
                .sql("SELECT " + dialect.micros("due_at", "LOCALTIMESTAMP(6)")
                        + " FROM hk_delivery WHERE run_id = ? AND state = 'waiting' AND due_at <= LOCALTIMESTAMP(6)"
                        + " ORDER BY run_id, state, due_at LIMIT 1")
                .param(run)
                .query((rs, _) -> age(rs.getLong(1)))
                .optional()
                .orElse(Duration.ZERO);
    }

    private static Duration age(long micros) {
        return Duration.ofNanos(Math.max(0, micros) * 1_000);
    }
}
