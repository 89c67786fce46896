package dev.hikyaku.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What happened, told per record and per run.
public final class Story {
    private static final String CHANGE_COLUMNS = """
            SELECT c.id, c.sync, c.record_key, c.version, c.operation, c.payload, c.outcome, c.code, c.reason,
                   c.attempts, c.not_before, c.taken_in_at, c.claimed_at, c.settled_at, c.trace_parent, i.door,
                   j.id AS bulk_job,
                   CASE WHEN j.lane = 'collections' THEN CONCAT('call ', j.id) ELSE j.remote_id END AS bulk_job_remote_id,
                   j.remote_state, j.closed_at,
                   CASE WHEN c.state = 'claimed' AND j.state IN ('closed', 'finished') THEN 'sent'
                        ELSE c.state END AS state
              FROM hk_change c JOIN hk_intake i ON i.id = FLOOR(c.id / 10000)
              LEFT JOIN hk_bulk_job j ON j.id = c.bulk_job_id\s""";

    private final Transactions transactions;

    Story(Transactions transactions) {
        this.transactions = transactions;
    }

    /// One change with all that is known of its way.
    ///
    /// @param bulkJobRemoteId its id in Salesforce; `call N` for a Collections call, which has none
    /// @param state `waiting`, `claimed`, `sent` or `settled`
    /// @param traceParent W3C Trace Context of whoever wished it, where a door was told
    public record ChangeStory(
            long id,
            String sync,
            String key,
            long version,
            String operation,
            @Nullable String payload,
            String state,
            @Nullable String outcome,
            @Nullable String code,
            @Nullable String reason,
            int attempts,
            String door,
            @Nullable Long bulkJob,
            @Nullable String bulkJobRemoteId,
            @Nullable String remoteState,
            @Nullable Instant notBefore,
            Instant takenInAt,
            @Nullable Instant claimedAt,
            @Nullable Instant closedAt,
            @Nullable Instant settledAt,
            @Nullable String traceParent) {}

    /// One attempt that did not end in acceptance.
    public record Attempt(
            long changeId,
            long bulkJob,
            @Nullable String bulkJobRemoteId,
            String outcome,
            @Nullable String code,
            @Nullable String reason,
            Instant at) {}

    /// What is known of one record now.
    public record RecordNow(
            String key,
            long version,
            String operation,
            @Nullable String remoteId,
            long acceptedVersion,
            @Nullable Instant acceptedAt) {}

    /// Something that happened to a run, a sync or a record.
    public record Note(
            Instant at,
            @Nullable String sync,
            String kind,
            @Nullable String detail) {}

    /// Writes down something that happened.
    public void note(Runs.Run run, @Nullable String sync, String kind, String detail) {
        transactions.run(() -> transactions
                .sql("INSERT INTO hk_event (at, run_id, sync, kind, detail)"
                        + " VALUES (LOCALTIMESTAMP(6), :run, :sync, :kind, :detail)")
                .param("run", run.id())
                .param("sync", sync)
                .param("kind", kind)
                .param("detail", cut(detail, 4000))
                .update());
    }

    /// Writes down something that happened outside any run.
    public void note(@Nullable String sync, String kind, String detail) {
        transactions.run(() -> transactions
                .sql("INSERT INTO hk_event (at, sync, kind, detail) VALUES (LOCALTIMESTAMP(6), :sync, :kind, :detail)")
                .param("sync", sync, Types.VARCHAR)
                .param("kind", kind)
                .param("detail", cut(detail, 4000))
                .update());
    }

    /// The newest notes of one kind, newest first.
    public List<Note> notes(String kind, int most) {
        return transactions
                .sql("SELECT at, sync, kind, detail FROM hk_event WHERE kind = ? ORDER BY id DESC LIMIT " + most)
                .param(kind)
                .query((rs, _) -> new Note(
                        Runs.instant(rs, "at"), rs.getString("sync"), rs.getString("kind"), rs.getString("detail")))
                .list();
    }

    /// What was written down about one run, oldest first.
    public List<Note> notes(Runs.Run run) {
        return transactions
                .sql("SELECT at, sync, kind, detail FROM hk_event WHERE run_id = ? ORDER BY id")
                .param(run.id())
                .query((rs, _) -> new Note(
                        Runs.instant(rs, "at"), rs.getString("sync"), rs.getString("kind"), rs.getString("detail")))
                .list();
    }

    /// The newest of the notes of these kinds.
    public Optional<Note> newest(Collection<String> kinds) {
        return transactions
                .sql("SELECT at, sync, kind, detail FROM hk_event WHERE kind IN (:kinds) ORDER BY id DESC LIMIT 1")
                .param("kinds", kinds)
                .query((rs, _) -> new Note(
                        Runs.instant(rs, "at"), rs.getString("sync"), rs.getString("kind"), rs.getString("detail")))
                .optional();
    }

    /// All changes of one record, oldest first.
    public List<ChangeStory> changes(String sync, String key) {
        return transactions
                .sql(CHANGE_COLUMNS + "WHERE c.sync = ? AND c.record_key = ? ORDER BY c.version")
                .params(sync, key)
                .query((rs, _) -> change(rs))
                .list();
    }

    /// Attempts for one record that did not end in acceptance, oldest first.
    public List<Attempt> attempts(String sync, String key) {
        return transactions
                .sql("SELECT a.change_id, a.bulk_job_id, j.remote_id, a.outcome, a.code, a.reason, a.at"
                        + "  FROM hk_attempt a JOIN hk_change c ON c.id = a.change_id"
                        + "  LEFT JOIN hk_bulk_job j ON j.id = a.bulk_job_id"
                        + " WHERE c.sync = ? AND c.record_key = ? ORDER BY a.id")
                .params(sync, key)
                .query((rs, _) -> new Attempt(
                        rs.getLong("change_id"),
                        rs.getLong("bulk_job_id"),
                        rs.getString("remote_id"),
                        rs.getString("outcome"),
                        rs.getString("code"),
                        rs.getString("reason"),
                        Runs.instant(rs, "at")))
                .list();
    }

    /// What is known of one record now.
    public Optional<RecordNow> record(String sync, String key) {
        return transactions
                .sql("SELECT record_key, version, operation, remote_id, accepted_version, accepted_at FROM hk_record"
                        + " WHERE sync = ? AND record_key = ?")
                .params(sync, key)
                .query((rs, _) -> new RecordNow(
                        rs.getString("record_key"),
                        rs.getLong("version"),
                        rs.getString("operation"),
                        rs.getString("remote_id"),
                        rs.getLong("accepted_version"),
                        Runs.instantOrNull(rs, "accepted_at")))
                .optional();
    }

    /// The key of the record with this remote id, whichever sync it belongs to.
    public Optional<String> keyOf(String sync, String remoteId) {
        return transactions
                .sql("SELECT record_key FROM hk_record WHERE sync = ? AND remote_id = ? ORDER BY record_key LIMIT 1")
                .params(sync, remoteId)
                .query(String.class)
                .optional();
    }

    private static ChangeStory change(ResultSet rs) throws SQLException {
        return new ChangeStory(
                rs.getLong("id"),
                rs.getString("sync"),
                rs.getString("record_key"),
                rs.getLong("version"),
                rs.getString("operation"),
                rs.getString("payload"),
                rs.getString("state"),
                rs.getString("outcome"),
                rs.getString("code"),
                rs.getString("reason"),
                rs.getInt("attempts"),
                rs.getString("door"),
                rs.getObject("bulk_job", Long.class),
                rs.getString("bulk_job_remote_id"),
                rs.getString("remote_state"),
                Runs.instantOrNull(rs, "not_before"),
                Runs.instant(rs, "taken_in_at"),
                Runs.instantOrNull(rs, "claimed_at"),
                Runs.instantOrNull(rs, "closed_at"),
                Runs.instantOrNull(rs, "settled_at"),
                rs.getString("trace_parent"));
    }

    /// A text that is no longer than its column.
    public static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
