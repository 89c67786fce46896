package dev.hikyaku.ledger.start;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Runs;
import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;
import dev.hikyaku.ledger.history.Counts;
import dev.hikyaku.ledger.history.Progress;
import dev.hikyaku.ledger.verdicts.Problems;
import dev.hikyaku.ledger.verdicts.Tally;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What becomes of a ledger that was restored to an earlier time: it knows nothing of what was sent since. A new epoch
/// begins, and what the old one left open is not taken up by itself.
public final class Epochs {
    /// The code of what nobody can tell since the ledger was restored.
    public static final String RESTORED = "RESTORED";

    private static final int RANGE = 20_000;

    private final Transactions transactions;
    private final Dialect dialect;

    /// Over the ledger's tables.
    public Epochs(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /// A change that waits.
    public record Open(long id, String key) {}

    /// The newest moment the ledger knows of; empty when it is new.
    public Optional<Instant> lastKnown() {
        return transactions
                .sql(
                        "SELECT MAX(t) FROM (SELECT MAX(at) AS t FROM hk_intake UNION ALL SELECT MAX(started_at) FROM hk_run"
                                + " UNION ALL SELECT MAX(started_at) FROM hk_campaign_run"
                                + " UNION ALL SELECT MAX(at) FROM hk_event) moments")
                .query((rs, _) -> Optional.ofNullable(rs.getObject(1, LocalDateTime.class))
                        .map(time -> time.toInstant(ZoneOffset.UTC)))
                .single();
    }

    /// On whose behalf changes of a sync are ended.
    public record Work(Fence fence, Runs.Run run, String sync) {}

    /// Writes down that a new epoch begins.
    public void begin(@Nullable Instant lastKnown, String note) {
        var known = lastKnown == null ? null : LocalDateTime.ofInstant(lastKnown, ZoneOffset.UTC);
        transactions.run(() -> transactions
                .sql("INSERT INTO hk_epoch (begun_at, last_known_at, note) VALUES (LOCALTIMESTAMP(6), :known, :note)")
                .param("known", known, Types.TIMESTAMP)
                .param("note", note)
                .update());
    }

    /// How many epochs were begun.
    public long count() {
        return transactions
                .sql("SELECT COUNT(*) FROM hk_epoch")
                .query(Long.class)
                .single();
    }

    /// Changes of a sync that wait, behind an id.
    public List<Open> waiting(String sync, long after, int limit) {
        return transactions
                .sql("SELECT id, record_key FROM hk_change WHERE sync = ? AND outcome IS NULL AND state = 'waiting'"
                        + " AND id > ? ORDER BY id LIMIT " + limit)
                .params(sync, after)
                .query((rs, _) -> new Open(rs.getLong("id"), rs.getString("record_key")))
                .list();
    }

    /// Ends changes of a sync that may be older than what Salesforce has: rejected, until somebody resubmits
    /// them.
    ///
    /// @return how many
    public int refuse(Work work, List<Long> changes, String reason) {
        if (changes.isEmpty()) {
            return 0;
        }
        var ended = transactions.fenced(work.fence(), () -> {
            var refused = transactions
                    .sql("UPDATE hk_change SET state = 'settled', outcome = 'rejected', code = :code, reason = :reason,"
                            + " settled_by = :run, settled_at = LOCALTIMESTAMP(6)"
                            + " WHERE id IN (:changes) AND outcome IS NULL AND state = 'waiting'")
                    .param("code", RESTORED)
                    .param("reason", reason)
                    .param("run", work.run().id())
                    .param("changes", changes)
                    .update();
            new Problems(transactions, dialect).open(changes);
            var tally =
                    new Tally(work.sync()).add("rejected", RESTORED, refused).kept(transactions, dialect);
            return new Refused(refused, tally);
        });
        ended.tally().tell();
        return ended.changes();
    }

    private record Refused(int changes, Tally tally) {}

    /// Ends the open runs of a campaign, calls what they had not settled unknown, and holds the campaign until
    /// somebody releases it: whom it wrote to since nobody knows.
    ///
    /// @return how many deliveries are unknown now
    public long hold(Fence fence, String campaign, String why) {
        var id = transactions.fenced(fence, () -> {
            var known = id(campaign);
            if (known.isEmpty()) {
                transactions
                        .sql("INSERT INTO hk_campaign (name) VALUES (?)")
                        .param(campaign)
                        .update();
            }
            transactions
                    .sql("UPDATE hk_campaign SET held = ?, known_until = LOCALTIMESTAMP(6) WHERE name = ?")
                    .params(why, campaign)
                    .update();
            return id(campaign).orElseThrow();
        });
        var unknown = unknown(fence, campaign, id);
        transactions.doFenced(
                fence,
                () -> transactions
                        .sql("UPDATE hk_campaign_run SET state = 'stopped', reason = ?, ended_at = LOCALTIMESTAMP(6)"
                                + " WHERE campaign_id = ? AND state IN ('running', 'paused')")
                        .params(why, id)
                        .update());
        return unknown;
    }

    private long unknown(Fence fence, String campaign, int id) {
        var newest = bound("MAX", id);
        long all = 0;
        for (var first = bound("MIN", id); first <= newest && newest > 0; first += RANGE) {
            var from = first;
            all += transactions.fenced(fence, () -> {
                var ended = transactions
                        .sql("UPDATE hk_delivery SET state = 'settled', outcome = 'unknown', code = ?, reason = ?,"
                                + " settled_at = LOCALTIMESTAMP(6) WHERE id BETWEEN ? AND ? AND campaign_id = ?"
                                + " AND state IN ('waiting', 'sent')")
                        .params(
                                RESTORED,
                                "the ledger was restored: whether it was sent nobody can tell",
                                from,
                                from + RANGE - 1,
                                id)
                        .update();
                Progress.write(transactions, campaign, Counts.ended("unknown", ended));
                return ended;
            });
        }
        return all;
    }

    private long bound(String which, int campaign) {
        return transactions
                .sql("SELECT " + which + "(id) FROM hk_delivery WHERE campaign_id = ?")
                .param(campaign)
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    private Optional<Integer> id(String campaign) {
        return transactions
                .sql("SELECT id FROM hk_campaign WHERE name = ?")
                .param(campaign)
                .query(Integer.class)
                .optional();
    }

    /// Why a campaign may not run; empty when it may.
    public Optional<String> held(String campaign) {
        return transactions
                .sql("SELECT held FROM hk_campaign WHERE name = ? AND held IS NOT NULL")
                .param(campaign)
                .query((rs, _) -> rs.getString(1))
                .optional();
    }

    /// Lets a campaign run again.
    ///
    /// @return whether it was held
    public boolean release(String campaign) {
        return transactions.run(() -> transactions
                        .sql("UPDATE hk_campaign SET held = NULL WHERE name = ? AND held IS NOT NULL")
                        .param(campaign)
                        .update())
                == 1;
    }
}
