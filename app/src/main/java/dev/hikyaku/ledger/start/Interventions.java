package dev.hikyaku.ledger.start;

import dev.hikyaku.ledger.Runs;
import dev.hikyaku.ledger.Story;
import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;
import dev.hikyaku.ledger.verdicts.Problems;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// What people decide about syncs and records, whoever carries them: a sync that is held claims nothing
/// more; what waits of a record that is skipped ends without being sent.
///
/// Both are written down without a lease. Whoever holds the sync's lease reads them: so nothing is taken out
/// of hands that are sending it.
public final class Interventions {
    /// The code of a change that somebody skipped.
    public static final String SKIPPED = "HK3090";

    private static final String HOLD = "hold";
    private static final String SKIP = "skip";

    private final Transactions transactions;
    private final Dialect dialect;

    /// Over the ledger's tables.
    public Interventions(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /// A sync that claims nothing.
    public record Held(String sync, String reason, Instant since) {}

    /// Holds a sync until somebody resumes it. What it sent already comes to its end.
    ///
    /// @return whether it was not held before
    public boolean hold(String sync, String reason) {
        return transactions.run(() -> {
            if (held(sync).isPresent()) {
                return false;
            }
            write(HOLD, sync, "", 0, reason);
            return true;
        });
    }

    /// Lets a held sync claim again.
    ///
    /// @return whether it was held
    public boolean resume(String sync) {
        return transactions.run(() -> delete(HOLD, sync, "")) == 1;
    }

    /// Why a sync is held; empty when it is not.
    public Optional<Held> held(String sync) {
        return transactions
                .sql("SELECT sync, reason, begun_at FROM hk_intervention"
                        + " WHERE sync = ? AND kind = 'hold' AND record_key = ''")
                .param(sync)
                .query((rs, _) -> held(rs))
                .optional();
    }

    /// All syncs that are held, by name.
    public List<Held> held() {
        return transactions
                .sql("SELECT sync, reason, begun_at FROM hk_intervention WHERE kind = 'hold' ORDER BY sync")
                .query((rs, _) -> held(rs))
                .list();
    }

    private static Held held(ResultSet rs) throws SQLException {
        return new Held(
                rs.getString("sync"),
                rs.getString("reason"),
                rs.getObject("begun_at", LocalDateTime.class).toInstant(ZoneOffset.UTC));
    }

    /// Asks that what waits of a record is not sent. Changes that come later travel as ever.
    ///
    /// @return how many changes are open now; with 0 nothing was asked
    public long skip(String sync, String key, String reason) {
        return transactions.run(() -> {
            var open = open(sync, key);
            if (open > 0) {
                delete(SKIP, sync, key);
                write(SKIP, sync, key, newest(sync, key), reason);
            }
            return open;
        });
    }

    /// Changes of a record that have no outcome yet.
    public long open(String sync, String key) {
        return transactions
                .sql("SELECT COUNT(*) FROM hk_change WHERE sync = ? AND record_key = ? AND outcome IS NULL")
                .params(sync, key)
                .query(Long.class)
                .single();
    }

    private long newest(String sync, String key) {
        return transactions
                .sql("SELECT COALESCE(MAX(version), 0) FROM hk_change WHERE sync = ? AND record_key = ?")
                .params(sync, key)
                .query(Long.class)
                .single();
    }

    private record Skip(String key, long version, String reason) {}

    /// Ends what is to be skipped; part of a transaction that holds the sync's lease. What is on its way is
    /// left alone, and ends here should it come back.
    ///
    /// @return how many changes ended
    public int apply(Runs.Run run, String sync) {
        var skips = transactions
                .sql("SELECT record_key, version, reason FROM hk_intervention WHERE sync = ? AND kind = 'skip'")
                .param(sync)
                .query((rs, _) -> new Skip(rs.getString("record_key"), rs.getLong("version"), rs.getString("reason")))
                .list();
        return skips.stream().mapToInt(skip -> apply(run, sync, skip)).sum();
    }

    private int apply(Runs.Run run, String sync, Skip skip) {
        var ended = transactions
                .sql("UPDATE hk_change SET state = 'settled', outcome = 'rejected', code = ?, reason = ?,"
                        + " settled_by = ?, settled_at = LOCALTIMESTAMP(6) WHERE sync = ? AND record_key = ?"
                        + " AND version <= ? AND state = 'waiting' AND outcome IS NULL")
                .params(SKIPPED, skip.reason(), run.id(), sync, skip.key(), skip.version())
                .update();
        new Problems(transactions, dialect).open(newestRejected(sync, skip.key()));
        var left = transactions
                .sql("SELECT COUNT(*) FROM hk_change WHERE sync = ? AND record_key = ? AND version <= ?"
                        + " AND outcome IS NULL")
                .params(sync, skip.key(), skip.version())
                .query(Long.class)
                .single();
        if (left == 0) {
            delete(SKIP, sync, skip.key());
        }
        return ended;
    }

    private List<Long> newestRejected(String sync, String key) {
        return transactions
                .sql("SELECT id FROM hk_change WHERE sync = ? AND record_key = ? AND outcome = 'rejected'"
                        + " ORDER BY version DESC LIMIT 1")
                .params(sync, key)
                .query((rs, _) -> rs.getLong("id"))
                .list();
    }

    private void write(String kind, String sync, String key, long version, String reason) {
        transactions
                .sql("INSERT INTO hk_intervention (sync, kind, record_key, version, reason, begun_at)"
                        + " VALUES (?, ?, ?, ?, ?, LOCALTIMESTAMP(6))")
                .params(sync, kind, key, version, Story.cut(reason, 1000))
                .update();
    }

    private int delete(String kind, String sync, String key) {
        return transactions
                .sql("DELETE FROM hk_intervention WHERE sync = ? AND kind = ? AND record_key = ?")
                .params(sync, kind, key)
                .update();
    }
}
