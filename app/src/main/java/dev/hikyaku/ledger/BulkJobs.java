package dev.hikyaku.ledger;

import dev.hikyaku.metrics.Metric;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Salesforce's ingest jobs, as the ledger knows them. The changes that travel with one name it, which is its frozen
/// row map. Each step is committed before the effect it announces, or right after the effect it records.
public final class BulkJobs {
    private final Transactions transactions;

    BulkJobs(Transactions transactions) {
        this.transactions = transactions;
    }

    /// How far a bulk job has come, in our eyes.
    public enum State {
        /// Its rows are being gathered.
        PREPARING,
        /// Its rows are frozen; Salesforce may or may not have been asked to open it.
        PREPARED,
        /// Salesforce has opened it under the remote id; nothing was uploaded.
        OPEN,
        /// The one upload was begun; whether it arrived is not known.
        UPLOADING,
        /// Salesforce has the whole CSV.
        UPLOADED,
        /// Salesforce has been told to process it.
        CLOSED,
        /// Salesforce has ended it; results can be fetched.
        FINISHED,
        /// Every row has its outcome.
        SETTLED,
        /// It will never be processed; its rows wait again.
        ABANDONED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// One bulk job.
    ///
    /// @param runId the run that made it
    /// @param preparedAt when it was made, by the database's clock
    /// @param remoteId Salesforce's id of it, once known
    /// @param remoteState Salesforce's word for its state, once known; `Gone` when somebody deleted it
    /// @param rows rows of its CSV, once frozen
    public record BulkJob(
            long id,
            long runId,
            Instant preparedAt,
            String sync,
            String operation,
            String object,
            Lane lane,
            State state,
            @Nullable String remoteId,
            @Nullable String remoteState,
            @Nullable String sha256,
            long rows,
            @Nullable String note) {

        /// The remote id of a bulk job that Salesforce has opened.
        public String openedId() {
            if (remoteId == null) {
                throw new IllegalStateException("bulk job " + id + " has no remote id yet");
            }
            return remoteId;
        }
    }

    /// A new bulk job whose rows are about to be gathered.
    public BulkJob prepare(Fence fence, Runs.Run run, NewBulkJob wanted) {
        return transactions.fenced(fence, () -> {
            var id = transactions.insert(transactions
                    .sql("INSERT INTO hk_bulk_job (sync, run_id, operation, object, lane, state, prepared_at)"
                            + " VALUES (?, ?, ?, ?, ?, 'preparing', LOCALTIMESTAMP(6))")
                    .params(
                            wanted.sync(),
                            run.id(),
                            wanted.operation(),
                            wanted.object(),
                            wanted.lane().word()));
            return find(id);
        });
    }

    /// What a new bulk job is for.
    ///
    /// @param operation `upsert` or `delete`
    /// @param object API name
    public record NewBulkJob(String sync, String operation, String object, Lane lane) {}

    /// By which way rows travel.
    public enum Lane {
        /// One ingest job of Bulk API 2.0.
        BULK,
        /// One call of sObject Collections, which Salesforce answers at once. It is written down like a bulk job, so
        /// that its rows have one owner while they are on their way.
        COLLECTIONS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The rows are complete: their CSV has this digest and size.
    public BulkJob freeze(Fence fence, BulkJob job, String sha256, long rows, long bytes) {
        return step(
                fence,
                job,
                State.PREPARED,
                "csv_sha256 = :sha, row_count = :rows, byte_count = :bytes",
                List.of("sha", sha256, "rows", rows, "bytes", bytes));
    }

    /// A call carries so many rows; part of the transaction that claims them.
    BulkJob counted(BulkJob call, long rows) {
        return write(call, call.state(), "row_count = :rows", List.of("rows", rows));
    }

    /// Salesforce opened it under this id.
    public BulkJob opened(Fence fence, BulkJob job, String remoteId) {
        return step(
                fence,
                job,
                State.OPEN,
                "remote_id = :remote, remote_state = 'Open', opened_at = LOCALTIMESTAMP(6)",
                List.of("remote", remoteId));
    }

    /// The one upload begins now.
    public BulkJob uploading(Fence fence, BulkJob job) {
        return step(fence, job, State.UPLOADING, "remote_state = 'Open'", List.of());
    }

    /// Salesforce confirmed the upload.
    public BulkJob uploaded(Fence fence, BulkJob job) {
        return step(fence, job, State.UPLOADED, "uploaded_at = LOCALTIMESTAMP(6)", List.of());
    }

    /// Salesforce was told to process it and is in this state.
    public BulkJob closed(Fence fence, BulkJob job, String remoteState) {
        return step(
                fence,
                job,
                State.CLOSED,
                "remote_state = :remote, closed_at = LOCALTIMESTAMP(6)",
                List.of("remote", remoteState));
    }

    /// Salesforce ended it.
    public BulkJob finished(Fence fence, BulkJob job, String remoteState, @Nullable String note) {
        return step(
                fence,
                job,
                State.FINISHED,
                "remote_state = :remote, note = :note, finished_at = LOCALTIMESTAMP(6)",
                List.of("remote", remoteState, "note", note == null ? "" : Story.cut(note, 1000)));
    }

    /// Gives it up: it was never told to process anything. Its rows wait again, each with a note of this attempt.
    public BulkJob abandon(Fence fence, BulkJob job, String reason) {
        return transactions.fenced(fence, () -> {
            var rows = transactions
                    .sql("UPDATE hk_change SET state = 'waiting', bulk_job_id = NULL, claimed_at = NULL"
                            + " WHERE sync = ? AND outcome IS NULL AND state = 'claimed' AND bulk_job_id = ?")
                    .params(job.sync(), job.id())
                    .update();
            Metric.RECORD_RECLAIMED.add(rows, job.sync());
            return write(job, State.ABANDONED, "note = :note", List.of("note", Story.cut(reason, 1000)));
        });
    }

    /// Bulk jobs that still owe something, oldest first.
    public List<BulkJob> unsettled(String sync) {
        return transactions
                .sql("SELECT * FROM hk_bulk_job WHERE sync = ? AND state NOT IN ('settled', 'abandoned') ORDER BY id")
                .param(sync)
                .query((rs, _) -> bulkJob(rs))
                .list();
    }

    /// Salesforce's ids of all bulk jobs that still owe something, of every sync.
    public Set<String> unsettledRemoteIds() {
        return Set.copyOf(transactions
                .sql("SELECT remote_id FROM hk_bulk_job"
                        + " WHERE state NOT IN ('settled', 'abandoned') AND remote_id IS NOT NULL")
                .query((rs, _) -> rs.getString(1))
                .list());
    }

    /// Whether anybody but the dead run of this bulk job may be opening one like it, or have opened it and not
    /// recorded that yet: another sync, or this very run.
    public boolean othersMayOpen(BulkJob dead, Runs.Run run) {
        return !transactions
                .sql("SELECT id FROM hk_bulk_job WHERE state = 'prepared' AND lane = 'bulk' AND id <> ?"
                        + " AND object = ? AND operation = ? AND (sync <> ? OR run_id = ?) LIMIT 1")
                .params(dead.id(), dead.object(), dead.operation(), dead.sync(), run.id())
                .query((rs, _) -> rs.getLong(1))
                .list()
                .isEmpty();
    }

    private BulkJob step(Fence fence, BulkJob job, State state, String columns, List<Object> values) {
        return transactions.fenced(fence, () -> write(job, state, columns, values));
    }

    private BulkJob write(BulkJob job, State state, String columns, List<Object> values) {
        var statement = transactions
                .sql("UPDATE hk_bulk_job SET state = :state, " + columns + " WHERE id = :id"
                        + " AND state NOT IN ('settled', 'abandoned')")
                .param("state", state.word())
                .param("id", job.id());
        for (int i = 0; i < values.size(); i += 2) {
            statement = statement.param((String) values.get(i), values.get(i + 1));
        }
        statement.update();
        return find(job.id());
    }

    private BulkJob find(long id) {
        return transactions
                .sql("SELECT * FROM hk_bulk_job WHERE id = ?")
                .param(id)
                .query((rs, _) -> bulkJob(rs))
                .single();
    }

    private static BulkJob bulkJob(ResultSet rs) throws SQLException {
        return new BulkJob(
                rs.getLong("id"),
                rs.getLong("run_id"),
                Objects.requireNonNull(Runs.instantOrNull(rs, "prepared_at")),
                rs.getString("sync"),
                rs.getString("operation"),
                rs.getString("object"),
                Lane.valueOf(rs.getString("lane").toUpperCase(Locale.ROOT)),
                State.valueOf(rs.getString("state").toUpperCase(Locale.ROOT)),
                rs.getString("remote_id"),
                rs.getString("remote_state"),
                rs.getString("csv_sha256"),
                rs.getLong("row_count"),
                rs.getString("note"));
    }
}
