package dev.hikyaku.ledger;

import dev.hikyaku.ledger.dialect.Accepted;
import dev.hikyaku.ledger.dialect.Dialect;
import dev.hikyaku.ledger.dialect.Ids;
import dev.hikyaku.ledger.remote.Succeeding;
import dev.hikyaku.ledger.verdicts.Problems;
import dev.hikyaku.ledger.verdicts.Tally;
import dev.hikyaku.metrics.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Turns the results of one bulk job into outcomes, set by set. May be begun anew after a crash at any point: only
/// changes that are still claimed by the bulk job are touched, so one that is settled stays as it is.
public final class Settlement {
    /// Most rows that are written with one commit.
    public static final int MOST = 5_000;

    private static final int KEYS = 1_000;

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

    /// For whom a settlement is made.
    ///
    /// @param org the org the remote ids belong to
    public record Work(Fence fence, Runs.Run run, BulkJobs.BulkJob job, String org) {}

    /// A change that was rejected or released.
    ///
    /// @param pause how long it waits at least; null when it is over
    private record Refused(
            long id,
            String outcome,
            String code,
            String reason,
            @Nullable Duration pause) {}

    /// The claimed change of a key.
    public record Claimed(long id, long version) {}

    /// What was said of the claimed changes is not so, or not so any more.
    private static final class Outdated extends RuntimeException {
        Outdated() {
            super("some changes are not claimed as was said", null, false, false);
        }
    }

    /// Writes outcomes to changes and records, each [#MOST] rows with one commit. Rows about which the bulk job has
    /// nothing to say any more are left alone. Several threads may settle different rows of one bulk job at once.
    public void settle(Work work, List<Row> rows) {
        settle(work, rows, Map.of());
    }

    /// Like [#settle(Work, List)], without looking changes up that are known. Where what is known turns out to be
    /// wrong,
    /// they are looked up all the same.
    ///
    /// @param known the claimed changes of the bulk job by key, or some of them
    public void settle(Work work, List<Row> rows, Map<String, Claimed> known) {
        for (int next = 0; next < rows.size(); next += MOST) {
            var some = new LinkedHashMap<String, Outcome>();
            rows.subList(next, Math.min(next + MOST, rows.size()))
                    .forEach(row -> some.putIfAbsent(row.key(), row.outcome()));
            if (!acceptKnown(work, some, known)) {
                transactions.fenced(work.fence(), () -> write(work, some)).tell();
            }
        }
    }

    /// False, with nothing written, when there is more to it than that known changes are accepted.
    private boolean acceptKnown(Work work, Map<String, Outcome> outcomes, Map<String, Claimed> known) {
        var accepted = new ArrayList<Accepted.Row>(outcomes.size());
        for (var one : outcomes.entrySet()) {
            var change = known.get(one.getKey());
            if (change == null
                    || !(one.getValue() instanceof Outcome.Accepted(var remoteId, var succession))
                    || succession != null) {
                return false;
            }
            accepted.add(new Accepted.Row(change.id(), one.getKey(), change.version(), remoteId));
        }
        var tally = new Tally(work.job().sync()).accepted(ids(accepted));
        try {
            transactions.doFenced(work.fence(), () -> {
                if (accept(work, accepted) != accepted.size()) {
                    throw new Outdated();
                }
                count(work.job(), new Result(accepted.size(), 0, 0));
                tally.kept(transactions, dialect);
            });
            tally.tell();
            return true;
        } catch (Outdated _) {
            return false;
        }
    }

    private static List<Long> ids(List<Accepted.Row> rows) {
        return rows.stream().map(Accepted.Row::id).toList();
    }

    private Tally write(Work work, Map<String, Outcome> outcomes) {
        var accepted = new ArrayList<Accepted.Row>();
        var succeeding = new ArrayList<Succeeding>();
        var refused = new ArrayList<Refused>();
        claimed(work.job(), outcomes.keySet()).forEach((key, change) -> {
            switch (Objects.requireNonNull(outcomes.get(key))) {
                case Outcome.Accepted(var remoteId, var succession) -> {
                    accepted.add(new Accepted.Row(change.id(), key, change.version(), remoteId));
                    if (succession != null) {
                        succeeding.add(new Succeeding(change.id(), key, succession));
                    }
                }
                case Outcome.Rejected(var code, var reason) ->
                    refused.add(new Refused(change.id(), "rejected", code, reason, null));
                case Outcome.Released(var code, var reason, var pause) ->
                    refused.add(new Refused(change.id(), "released", code, reason, pause));
            }
        });
        Succeeding.write(transactions, work.job().sync(), work.org(), succeeding);
        accept(work, accepted);
        refuse(work, refused);
        var rejected = refused.stream().filter(one -> one.pause() == null).count();
        count(work.job(), new Result(accepted.size(), rejected, refused.size() - rejected));
        var tally = new Tally(work.job().sync()).accepted(ids(accepted));
        refused.forEach(one -> tally.add(one.outcome(), one.code(), 1));
        return tally.kept(transactions, dialect);
    }

    private Map<String, Claimed> claimed(BulkJobs.BulkJob job, Collection<String> keys) {
        var claimed = new HashMap<String, Claimed>();
        transactions
                .sql("SELECT record_key, id, version " + dialect.changesByKey("c")
                        + " WHERE sync = :sync AND record_key IN (:keys) AND bulk_job_id = :job AND state = 'claimed'")
                .param("sync", job.sync())
                .param("keys", keys)
                .param("job", job.id())
                .query(rs -> {
                    claimed.put(rs.getString(1), new Claimed(rs.getLong(2), rs.getLong(3)));
                });
        return claimed;
    }

    /// How many of them still were claimed.
    private int accept(Work work, List<Accepted.Row> rows) {
        if (rows.isEmpty()) {
            return 0;
        }
        dialect.accept(transactions, new Accepted(work.job().sync(), work.org(), rows));
        var ids = Ids.of(ids(rows));
        return ids.bind(transactions
                        .sql("UPDATE hk_change SET state = 'settled', outcome = 'accepted', settled_by = :run,"
                                + " settled_at = LOCALTIMESTAMP(6)" + dialect.roomForOutcome() + " WHERE "
                                + ids.condition()
                                + " AND bulk_job_id = :job AND state = 'claimed'")
                        .param("run", work.run().id())
                        .param("job", work.job().id()))
                .update();
    }

    private void refuse(Work work, List<Refused> rows) {
        transactions.insertAll(
                "INSERT INTO hk_attempt (change_id, bulk_job_id, outcome, code, reason, at) VALUES (?, ?, ?, ?, ?, LOCALTIMESTAMP(6))",
                rows,
                (statement, _, row) -> {
                    statement.setLong(1, row.id());
                    statement.setLong(2, work.job().id());
                    statement.setString(3, row.outcome());
                    statement.setString(4, Story.cut(row.code(), 80));
                    statement.setString(5, Story.cut(row.reason(), 1000));
                });
        transactions.insertAll(
                "UPDATE hk_change SET state = 'settled', outcome = 'rejected', attempts = attempts + 1, code = ?,"
                        + " reason = ?, settled_by = ?, settled_at = LOCALTIMESTAMP(6)" + dialect.roomForOutcome()
                        + " WHERE id = ?",
                rows.stream().filter(row -> row.pause() == null).toList(),
                (statement, _, row) -> {
                    statement.setString(1, Story.cut(row.code(), 80));
                    statement.setString(2, Story.cut(row.reason(), 1000));
                    statement.setLong(3, work.run().id());
                    statement.setLong(4, row.id());
                });
        new Problems(transactions, dialect).open(rows.stream().map(Refused::id).toList());
        release(rows.stream().filter(row -> row.pause() != null).toList());
    }

    /// Rows that a duplicate rule stops, and rows that are locked again and again, go on in the Collections lane: it
    /// can
    /// say that duplicates are allowed, and it takes one call after the other.
    private void release(List<Refused> rows) {
        transactions.insertAll(
                "UPDATE hk_change SET state = 'waiting', bulk_job_id = NULL, lane = CASE"
                        + " WHEN ? = 'DUPLICATES_DETECTED' OR (? = 'UNABLE_TO_LOCK_ROW' AND attempts >= 2)"
                        + " THEN 'collections' ELSE lane END, attempts = attempts + 1, code = ?,"
                        + " reason = ?, not_before = " + dialect.behind("LOCALTIMESTAMP(6)") + " WHERE id = ?",
                rows,
                (statement, _, row) -> {
                    statement.setString(1, row.code());
                    statement.setString(2, row.code());
                    statement.setString(3, Story.cut(row.code(), 80));
                    statement.setString(4, Story.cut(row.reason(), 1000));
                    statement.setLong(5, row.pause() == null ? 0 : row.pause().toNanos() / 1000);
                    statement.setLong(6, row.id());
                });
    }

    private void count(BulkJobs.BulkJob job, Result more) {
        transactions
                .sql(
                        "UPDATE hk_bulk_job SET accepted = COALESCE(accepted, 0) + ?, rejected = COALESCE(rejected, 0) + ?,"
                                + " released = COALESCE(released, 0) + ? WHERE id = ?")
                .params(more.accepted(), more.rejected(), more.released(), job.id())
                .update();
    }

    /// How often the changes of these keys that travel with this bulk job were released before, by code. A change that
    /// never was is left out.
    public Map<String, Map<String, Integer>> releases(BulkJobs.BulkJob job, List<String> keys) {
        var found = new HashMap<String, Map<String, Integer>>();
        for (int first = 0; first < keys.size(); first += KEYS) {
            transactions
                    .sql("SELECT c.record_key, a.code, COUNT(*)"
                            + "  FROM hk_change c JOIN hk_attempt a ON a.change_id = c.id"
                            + " WHERE c.sync = :sync AND c.record_key IN (:keys) AND c.bulk_job_id = :job"
                            + "   AND c.state = 'claimed' AND a.outcome = 'released' AND a.code IS NOT NULL"
                            + " GROUP BY c.record_key, a.code")
                    .param("sync", job.sync())
                    .param("keys", keys.subList(first, Math.min(first + KEYS, keys.size())))
                    .param("job", job.id())
                    .query(rs -> {
                        found.computeIfAbsent(rs.getString(1), _ -> new HashMap<>())
                                .put(rs.getString(2), rs.getInt(3));
                    });
        }
        return found;
    }

    /// Keys of this bulk job that have no outcome yet; a page of them.
    public List<String> missing(BulkJobs.BulkJob job) {
        // Looking for them reads all that waits in the sync, so it is done only where the sums say that there are some.
        return isWhole(job) ? List.of() : claimedKeys(job);
    }

    private boolean isWhole(BulkJobs.BulkJob job) {
        return transactions
                .sql("SELECT COUNT(*) FROM hk_bulk_job WHERE id = ?"
                        + " AND row_count = COALESCE(accepted, 0) + COALESCE(rejected, 0) + COALESCE(released, 0)")
                .param(job.id())
                .query(Boolean.class)
                .single();
    }

    private List<String> claimedKeys(BulkJobs.BulkJob job) {
        return transactions
                .sql("SELECT record_key FROM hk_change WHERE sync = ? AND outcome IS NULL AND state = 'claimed'"
                        + " AND bulk_job_id = ? ORDER BY id LIMIT 10000")
                .params(job.sync(), job.id())
                .query((rs, _) -> rs.getString(1))
                .list();
    }

    /// Ends the bulk job: every row has its outcome, or waits again.
    ///
    /// @throws IllegalStateException when some row has none
    public Result finish(Fence fence, BulkJobs.BulkJob job) {
        return transactions.fenced(fence, () -> {
            var left = missing(job);
            if (!left.isEmpty()) {
                throw new IllegalStateException(
                        "bulk job " + job.id() + " has " + left.size() + " rows without outcome");
            }
            transactions
                    .sql("UPDATE hk_bulk_job SET state = 'settled', accepted = COALESCE(accepted, 0),"
                            + " rejected = COALESCE(rejected, 0), released = COALESCE(released, 0),"
                            + " settled_at = LOCALTIMESTAMP(6) WHERE id = ?")
                    .param(job.id())
                    .update();
            return transactions
                    .sql("SELECT accepted, rejected, released, " + dialect.micros("prepared_at", "settled_at")
                            + " FROM hk_bulk_job WHERE id = ?")
                    .param(job.id())
                    .query((rs, _) -> {
                        Metric.BULK_JOB.took(Duration.ofNanos(rs.getLong(4) * 1_000), job.sync());
                        return new Result(rs.getLong(1), rs.getLong(2), rs.getLong(3));
                    })
                    .single();
        });
    }
}
