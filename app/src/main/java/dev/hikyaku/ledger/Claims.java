package dev.hikyaku.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Taking waiting changes up, and deciding what becomes of each before anything is sent.
public final class Claims {
    private static final String WAITING = """
            SELECT c.id, c.record_key, c.version, c.operation, c.payload, c.attempts, r.version AS newest,
                   r.accepted_version, r.remote_id
              {from}
             WHERE c.sync = :sync AND c.state = 'waiting' AND c.operation = :operation AND c.id > :after
               AND (c.not_before IS NULL OR c.not_before <= LOCALTIMESTAMP(6))
               AND (c.held_sync IS NULL OR c.version < r.version
                    OR EXISTS (SELECT 1 FROM hk_record p WHERE p.sync = c.held_sync AND p.record_key = c.held_key
                                  AND p.remote_id IS NOT NULL))
               AND (r.version = 1
                    OR NOT EXISTS (SELECT 1 FROM hk_change o WHERE o.sync = c.sync AND o.record_key = c.record_key
                                      AND o.state = 'claimed'))
             ORDER BY c.sync, c.state, c.id LIMIT :limit""";

    private final Transactions transactions;
    private final String waiting;

    Claims(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.waiting = WAITING.replace("{from}", dialect.waitingFrom());
    }

    /// A change that may be taken up now.
    ///
    /// @param newest the newest version known of its record; a change below it is stale
    /// @param remoteId the record's id in Salesforce, if it has one
    public record Waiting(
            long id,
            String key,
            long version,
            String operation,
            @Nullable String payload,
            int attempts,
            long newest,
            long acceptedVersion,
            @Nullable String remoteId) {

        /// A newer wish about the same record exists.
        public boolean isStale() {
            return version < newest || version < acceptedVersion;
        }
    }

    /// Waits for a record of another sync (or this one) to have a remote id.
    public record Hold(long id, String sync, String key, String code, String reason) {}

    /// Refused before it was sent.
    public record Refusal(long id, String code, String reason) {}

    /// What becomes of one page of waiting changes.
    ///
    /// @param claimed travel with the bulk job
    /// @param superseded are stale
    /// @param absent deletes of records that Salesforce never had: nothing to do
    public record Verdicts(
            List<Long> claimed, List<Long> superseded, List<Long> absent, List<Hold> held, List<Refusal> refused) {}

    /// Waiting changes of one operation that may be taken up now, oldest first, behind a given id. Left out are changes
    /// whose time has not come, whose parent has no remote id, or whose record is on its way with another bulk job.
    public List<Waiting> waiting(String sync, String operation, long after, int limit) {
        return transactions
                .sql(waiting)
                .param("sync", sync)
                .param("operation", operation)
                .param("after", after)
                .param("limit", limit)
                .query((rs, _) -> waiting(rs))
                .list();
    }

    private static Waiting waiting(ResultSet rs) throws SQLException {
        return new Waiting(
                rs.getLong("id"),
                rs.getString("record_key"),
                rs.getLong("version"),
                rs.getString("operation"),
                rs.getString("payload"),
                rs.getInt("attempts"),
                rs.getLong("newest"),
                rs.getLong("accepted_version"),
                rs.getString("remote_id"));
    }

    /// How long until the next change of this operation may be taken up that is only waiting for its time; empty when
    /// there is none.
    public Optional<Duration> untilNext(String sync, String operation) {
        return transactions
                .sql("SELECT TIMESTAMPDIFF(MICROSECOND, LOCALTIMESTAMP(6), MIN(not_before)) FROM hk_change"
                        + " WHERE sync = ? AND state = 'waiting' AND operation = ? AND not_before IS NOT NULL")
                .params(sync, operation)
                .query((rs, _) -> {
                    var micros = rs.getLong(1);
                    return rs.wasNull() ? Optional.<Duration>empty() : Optional.of(Duration.ofNanos(micros * 1000));
                })
                .single();
    }

    /// Writes the verdicts on one page, all or none.
    public void decide(Fence fence, Runs.Run run, BulkJobs.BulkJob job, Verdicts verdicts) {
        transactions.doFenced(fence, () -> {
            claim(job, verdicts.claimed());
            settle(run, verdicts.superseded(), "superseded", "HK3001", "a newer change of the record exists");
            settle(
                    run,
                    verdicts.absent(),
                    "accepted",
                    "HK3002",
                    "the record never was in Salesforce: nothing to delete");
            verdicts.held().forEach(this::hold);
            verdicts.refused()
                    .forEach(refusal ->
                            settle(run, List.of(refusal.id()), "rejected", refusal.code(), refusal.reason()));
        });
    }

    private void claim(BulkJobs.BulkJob job, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return;
        }
        var claimed = transactions
                .sql("UPDATE hk_change SET state = 'claimed', bulk_job_id = :job, claimed_at = LOCALTIMESTAMP(6),"
                        + " code = NULL, reason = NULL, held_sync = NULL, held_key = NULL, not_before = NULL"
                        + " WHERE id IN (:ids) AND state = 'waiting'")
                .param("job", job.id())
                .param("ids", ids)
                .update();
        if (claimed != ids.size()) {
            throw new IllegalStateException("bulk job " + job.id() + ": " + claimed + " of " + ids.size()
                    + " changes could be claimed; somebody else writes this ledger without the lease");
        }
    }

    private void settle(Runs.Run run, Collection<Long> ids, String outcome, String code, String reason) {
        if (ids.isEmpty()) {
            return;
        }
        transactions
                .sql("UPDATE hk_change SET state = 'settled', outcome = :outcome, code = :code, reason = :reason,"
                        + " settled_by = :run, settled_at = LOCALTIMESTAMP(6)"
                        + " WHERE id IN (:ids) AND state = 'waiting'")
                .param("outcome", outcome)
                .param("code", code)
                .param("reason", Story.cut(reason, 1000))
                .param("run", run.id())
                .param("ids", ids)
                .update();
    }

    private void hold(Hold hold) {
        transactions
                .sql("UPDATE hk_change SET held_sync = ?, held_key = ?, code = ?, reason = ?"
                        + " WHERE id = ? AND state = 'waiting'")
                .params(hold.sync(), hold.key(), hold.code(), Story.cut(hold.reason(), 1000), hold.id())
                .update();
    }
}
