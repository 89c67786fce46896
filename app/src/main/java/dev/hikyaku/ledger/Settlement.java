package dev.hikyaku.ledger;

import dev.hikyaku.ledger.remote.RemoteIds;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns the results of one bulk job into outcomes, set by set. May be begun anew after a crash at any point: a change
/// that is settled stays as it is.
public final class Settlement {
    private static final int RANGE = 5_000;

    private final Transactions transactions;
    private final Dialect dialect;

    Settlement(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /// What became of the change of one record.
    public record Row(String key, Outcome outcome) {}

    /// What a settled bulk job came to.
    public record Result(long accepted, long rejected, long released) {}

    /// Forgets staged results, such as an interrupted settlement may have left.
    public void begin(Fence fence, BulkJobs.BulkJob job) {
        var most = transactions
                .sql("SELECT COALESCE(MAX(position), -1) FROM hk_result WHERE bulk_job_id = ?")
                .param(job.id())
                .query(Long.class)
                .single();
        for (long first = 0; first <= most; first += RANGE) {
            var from = first;
            transactions.doFenced(
                    fence,
                    () -> transactions
                            .sql("DELETE FROM hk_result WHERE bulk_job_id = ? AND position BETWEEN ? AND ?")
                            .params(job.id(), from, from + RANGE - 1)
                            .update());
        }
    }

    /// Stores results; positions start at `first` and must not overlap.
    public void stage(Fence fence, BulkJobs.BulkJob job, long first, List<Row> rows) {
        transactions.doFenced(
                fence,
                () -> transactions.insertAll(
                        "INSERT INTO hk_result (bulk_job_id, position, record_key, outcome, remote_id, code, reason,"
                                + " not_before) VALUES (?, ?, ?, ?, ?, ?, ?,"
                                + " TIMESTAMPADD(MICROSECOND, ?, LOCALTIMESTAMP(6)))",
                        rows,
                        (statement, index, row) -> {
                            statement.setLong(1, job.id());
                            statement.setLong(2, first + index);
                            statement.setString(3, row.key());
                            statement.setString(4, row.outcome().word());
                            bind(statement, row.outcome());
                        }));
    }

    private static void bind(PreparedStatement statement, Outcome outcome) throws SQLException {
        switch (outcome) {
            case Outcome.Accepted(var remoteId) -> bind(statement, remoteId, null, null, null);
            case Outcome.Rejected(var code, var reason) -> bind(statement, null, code, reason, null);
            case Outcome.Released(var code, var reason, var pause) -> bind(statement, null, code, reason, pause);
        }
    }

    private static void bind(
            PreparedStatement statement,
            @Nullable String remoteId,
            @Nullable String code,
            @Nullable String reason,
            @Nullable Duration pause)
            throws SQLException {
        statement.setString(5, remoteId);
        statement.setString(6, code == null ? null : Story.cut(code, 80));
        statement.setString(7, reason == null ? null : Story.cut(reason, 1000));
        statement.setObject(8, pause == null ? null : pause.toMillis() * 1000, Types.BIGINT);
    }

    /// Writes the staged results `first`..`end - 1` to changes and records, in ranges of bounded size.
    ///
    /// @param org the org the remote ids belong to
    /// @param betweenRanges called after each committed range
    public void apply(Work work, long first, long end, String org, Runnable betweenRanges) {
        for (long next = first; next < end; next += RANGE) {
            var last = Math.min(next + RANGE, end) - 1;
            var from = next;
            transactions.doFenced(work.fence(), () -> applyRange(work, from, last, org));
            betweenRanges.run();
        }
    }

    /// For whom a settlement is made.
    public record Work(Fence fence, Runs.Run run, BulkJobs.BulkJob job) {}

    private void applyRange(Work work, long first, long last, String org) {
        var job = work.job();
        transactions
                .sql("INSERT INTO hk_attempt (change_id, bulk_job_id, outcome, code, reason, at)"
                        + " SELECT c.id, s.bulk_job_id, s.outcome, s.code, s.reason, LOCALTIMESTAMP(6)"
                        + " " + dialect.resultsFrom() + " AND c.sync = :sync AND c.state = 'claimed'"
                        + " WHERE s.bulk_job_id = :job AND s.position BETWEEN :first AND :last"
                        + "    AND s.outcome <> 'accepted'")
                .param("sync", job.sync())
                .param("job", job.id())
                .param("first", first)
                .param("last", last)
                .update();
        new RemoteIds(transactions).remember(job, first, last);
        for (var statement : dialect.applyResults()) {
            transactions
                    .sql(statement)
                    .param("sync", job.sync())
                    .param("job", job.id())
                    .param("first", first)
                    .param("last", last)
                    .param("org", org)
                    .param("run", work.run().id())
                    .update();
        }
    }

    /// Keys of this bulk job that have no result yet.
    public List<String> missing(BulkJobs.BulkJob job) {
        return transactions
                .sql("SELECT record_key FROM hk_change WHERE sync = ? AND state = 'claimed' AND bulk_job_id = ?"
                        + " ORDER BY id LIMIT 10000")
                .params(job.sync(), job.id())
                .query((rs, _) -> rs.getString(1))
                .list();
    }

    /// Ends the bulk job: every row has its outcome, or waits again.
    ///
    /// @throws IllegalStateException when some row has none
    public Result finish(Fence fence, BulkJobs.BulkJob job) {
        var finished = transactions.fenced(fence, () -> {
            var left = missing(job);
            if (!left.isEmpty()) {
                throw new IllegalStateException(
                        "bulk job " + job.id() + " has " + left.size() + " rows without outcome");
            }
            var result = new Result(count(job, "accepted"), count(job, "rejected"), count(job, "released"));
            transactions
                    .sql("UPDATE hk_bulk_job SET state = 'settled', accepted = ?, rejected = ?, released = ?,"
                            + " settled_at = LOCALTIMESTAMP(6) WHERE id = ?")
                    .params(result.accepted(), result.rejected(), result.released(), job.id())
                    .update();
            return result;
        });
        begin(fence, job);
        return finished;
    }

    private long count(BulkJobs.BulkJob job, String outcome) {
        return transactions
                .sql("SELECT COUNT(*) FROM hk_result WHERE bulk_job_id = ? AND outcome = ?")
                .params(job.id(), outcome)
                .query(Long.class)
                .single();
    }
}
