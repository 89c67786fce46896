package dev.hikyaku.ledger;

import dev.hikyaku.ledger.Changes.FollowUp;
import dev.hikyaku.ledger.dialect.Dialect;
import dev.hikyaku.ledger.start.Interventions;
import dev.hikyaku.ledger.verdicts.Deadlines;
import dev.hikyaku.ledger.verdicts.Tally;
import dev.hikyaku.ledger.verdicts.VerdictRows;
import dev.hikyaku.metrics.Metric;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Taking waiting changes up, and deciding what becomes of each before anything is sent.
///
/// A key that is on its way is barred: none of its changes is taken up before the one that travels has its outcome,
/// whatever the lane.
public final class Claims {
    /// Of a key's upserts only the newest is taken up, for it carries the older ones. A delete that stands before it
    /// goes first, alone: rows of one bulk job run side by side.
    private static final String ELIGIBLE = """
             WHERE c.sync = :sync AND c.state = 'waiting' AND c.operation = :operation AND c.id > :after
               AND (c.version = r.version OR c.operation = 'delete')
               AND (c.lane IS NULL OR :hard = 1)
               AND (c.not_before IS NULL OR c.not_before <= LOCALTIMESTAMP(6))
               AND (c.held_sync IS NULL
                    OR EXISTS (SELECT 1 FROM hk_record p WHERE p.sync = c.held_sync AND p.record_key = c.held_key
                                  AND p.remote_id IS NOT NULL))
               AND (r.version = 1
                    OR NOT EXISTS (SELECT 1 {by key o} WHERE o.sync = c.sync AND o.record_key = c.record_key
                                      AND (o.state = 'claimed'
                                           OR o.state = 'waiting' AND o.operation = 'delete' AND o.version < c.version
                                              AND c.operation = 'upsert' AND r.remote_id IS NOT NULL)))""";

    /// A key that changes again and again rests until it is quiet, but not for ever.
    private static final String QUIET = """
             AND (c.taken_in_at <= {quiet}
                  OR EXISTS (SELECT 1 {by key w} WHERE w.sync = c.sync AND w.record_key = c.record_key
                                AND w.state = 'waiting' AND w.taken_in_at <= {longest}))""";

    static final String COLUMNS = """
            SELECT c.id, c.record_key, c.version, c.operation, COALESCE(c.merged, c.payload) AS payload, c.attempts,
                   c.lane, r.version AS newest, r.accepted_version, r.remote_id\s""";

    private static final int AT_ONCE = 1_000;

    private final Transactions transactions;
    private final Dialect dialect;

    Claims(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /// Which waiting changes are asked for.
    ///
    /// @param operation `upsert` or `delete`
    /// @param hard whether those that only the Collections lane can carry belong to it
    /// @param rest how long a key must have been quiet
    public record Wanted(String sync, String operation, boolean hard, Rest rest) {}

    /// How long keys rest before they travel.
    ///
    /// @param quiet time since the newest change of the key
    /// @param longest time since its oldest waiting change, after which it travels anyway
    public record Rest(Duration quiet, Duration longest) {
        /// They travel at once.
        public static final Rest NONE = new Rest(Duration.ZERO, Duration.ZERO);
    }

    /// A change that may be taken up now.
    ///
    /// @param payload what it carries: its own columns, and those of older changes merged into it before
    /// @param hard whether only the Collections lane can carry it
    /// @param newest the newest version known of its record
    /// @param remoteId the record's id in Salesforce, if it has one
    public record Waiting(
            long id,
            String key,
            long version,
            String operation,
            @Nullable String payload,
            int attempts,
            boolean hard,
            long newest,
            long acceptedVersion,
            @Nullable String remoteId) {
        /// Whether it deletes its record.
        public boolean isDelete() {
            return operation.equals("delete");
        }
    }

    /// A change of a key that is not over: it waits, or was refused and nothing newer was accepted since.
    public record Open(
            long id,
            String key,
            long version,
            boolean delete,
            @Nullable String payload,
            boolean waiting) {}

    /// Waits for a record of another sync (or this one) to have a remote id.
    ///
    /// @param deadline how long since it was taken in, or null for ever
    public record Hold(
            long id,
            String sync,
            String key,
            String reason,
            @Nullable Duration deadline) {}

    /// Refused before it was sent.
    public record Refusal(long id, String code, String reason) {}

    /// What it carries from now on: its own columns over those of older changes of its key.
    public record Merge(long id, String payload) {}

    /// The changes that travel with one bulk job.
    public record Taken(BulkJobs.BulkJob job, List<Long> ids) {}

    /// What becomes of one page of waiting changes.
    ///
    /// @param superseded travel in a newer change of their key, or need not travel any more
    /// @param absent deletes of records that Salesforce never had: nothing to do
    /// @param hard only the Collections lane can carry them
    /// @param followUps fields that travel later
    public record Verdicts(
            List<Taken> taken,
            List<Long> superseded,
            List<Long> absent,
            List<Hold> held,
            List<Refusal> refused,
            List<Merge> merged,
            List<Long> hard,
            List<FollowUp> followUps) {

        /// How many changes ended without travelling.
        public long decided() {
            return (long) superseded.size() + absent.size() + refused.size();
        }
    }

    /// Waiting changes that may be taken up now, oldest first, behind a given id. Left out are changes whose time has
    /// not come, whose parent has no remote id, or whose record is on its way.
    public List<Waiting> waiting(Wanted wanted, long after, int limit) {
        if (isHeld(wanted.sync())) {
            return List.of();
        }
        return select(
                        COLUMNS + dialect.waitingFrom() + "\n" + where(wanted) + " ORDER BY " + dialect.waitingOrder()
                                + " LIMIT " + limit,
                        wanted,
                        after)
                .query((rs, _) -> waiting(rs))
                .list();
    }

    /// How many changes may be taken up now, counted no further than `most`.
    public int count(Wanted wanted, int most) {
        if (isHeld(wanted.sync())) {
            return 0;
        }
        return select(
                        "SELECT COUNT(*) FROM (SELECT c.id " + dialect.waitingFrom() + "\n" + where(wanted) + " LIMIT "
                                + most + ") eligible",
                        wanted,
                        0)
                .query(Integer.class)
                .single();
    }

    /// Asked right before claiming, so that a hold stops the next page whoever carries the sync.
    private boolean isHeld(String sync) {
        return new Interventions(transactions, dialect).held(sync).isPresent();
    }

    private String where(Wanted wanted) {
        var eligible = ELIGIBLE.replace("{by key o}", dialect.changesByKey("o"));
        return wanted.rest().quiet().isZero()
                ? eligible
                : eligible + "\n"
                        + QUIET.replace("{by key w}", dialect.changesByKey("w"))
                                .replace("{quiet}", dialect.ago(wanted.rest().quiet()))
                                .replace("{longest}", dialect.ago(wanted.rest().longest()));
    }

    private JdbcClient.StatementSpec select(String sql, Wanted wanted, long after) {
        return transactions
                .sql(sql)
                .param("sync", wanted.sync())
                .param("operation", wanted.operation())
                .param("hard", wanted.hard() ? 1 : 0)
                .param("after", after);
    }

    static Waiting waiting(ResultSet rs) throws SQLException {
        return new Waiting(
                rs.getLong("id"),
                rs.getString("record_key"),
                rs.getLong("version"),
                rs.getString("operation"),
                rs.getString("payload"),
                rs.getInt("attempts"),
                rs.getString("lane") != null,
                rs.getLong("newest"),
                rs.getLong("accepted_version"),
                rs.getString("remote_id"));
    }

    /// All that is not over of these keys, by key and version.
    public List<Open> open(String sync, Collection<String> keys) {
        return keys.isEmpty()
                ? List.of()
                : transactions
                        .sql("SELECT id, record_key, version, operation, COALESCE(merged, payload) AS payload, state"
                                + " FROM hk_change WHERE sync = :sync AND record_key IN (:keys) AND version > 0"
                                + " AND (state = 'waiting' OR outcome = 'rejected') ORDER BY record_key, version")
                        .param("sync", sync)
                        .param("keys", keys)
                        .query((rs, _) -> new Open(
                                rs.getLong("id"),
                                rs.getString("record_key"),
                                rs.getLong("version"),
                                rs.getString("operation").equals("delete"),
                                rs.getString("payload"),
                                rs.getString("state").equals("waiting")))
                        .list();
    }

    /// How long until the next change of this operation may be taken up that is only waiting for its time; empty when
    /// there is none.
    public Optional<Duration> untilNext(String sync, String operation) {
        if (isHeld(sync)) {
            return Optional.empty();
        }
        return transactions
                .sql(
                        "SELECT " + dialect.until("MIN(not_before)") + " FROM hk_change"
                                + " WHERE sync = ? AND outcome IS NULL AND state = 'waiting' AND operation = ? AND not_before IS NOT NULL")
                .params(sync, operation)
                .query((rs, _) -> {
                    var micros = rs.getLong(1);
                    return rs.wasNull() ? Optional.<Duration>empty() : Optional.of(Duration.ofNanos(micros * 1000));
                })
                .single();
    }

    /// Writes the verdicts on one page, all or none.
    public void decide(Fence fence, Runs.Run run, String sync, Verdicts verdicts) {
        transactions.doFenced(fence, () -> write(run, sync, verdicts));
        tell(sync, verdicts);
    }

    private void write(Runs.Run run, String sync, Verdicts verdicts) {
        new VerdictRows(transactions, dialect).write(run, verdicts);
        tally(sync, verdicts).kept(transactions, dialect);
        if (!verdicts.followUps().isEmpty()) {
            new Changes(transactions, dialect).follow(run, sync, verdicts.followUps());
        }
    }

    private static void tell(String sync, Verdicts verdicts) {
        tally(sync, verdicts).tell();
        Metric.INTAKE.add(verdicts.followUps().size(), sync, "later");
    }

    private static Tally tally(String sync, Verdicts verdicts) {
        var tally = new Tally(sync)
                .add("superseded", "HK3001", verdicts.superseded().size())
                .add("accepted", "HK3002", verdicts.absent().size());
        verdicts.refused().forEach(one -> tally.add("rejected", one.code(), 1));
        return tally;
    }

    /// Writes down a call and the verdicts on the page it carries, all or none: the intent, before anything is sent.
    public BulkJobs.BulkJob decideForCall(
            Fence fence, Runs.Run run, BulkJobs.NewBulkJob wanted, Function<BulkJobs.BulkJob, Verdicts> verdicts) {
        var decided = transactions.fenced(fence, () -> {
            var jobs = new BulkJobs(transactions);
            var call = jobs.prepare(fence, run, wanted);
            var own = verdicts.apply(call);
            write(run, wanted.sync(), own);
            var rows = own.taken().stream().mapToLong(one -> one.ids().size()).sum();
            return new Called(jobs.counted(call, rows), own);
        });
        tell(wanted.sync(), decided.verdicts());
        return decided.call();
    }

    private record Called(BulkJobs.BulkJob call, Verdicts verdicts) {}

    /// Rejects what waited for its parent beyond its deadline, and what somebody skipped.
    ///
    /// @return how many
    public int giveUp(Fence fence, Runs.Run run, String sync) {
        var skipped =
                transactions.fenced(fence, () -> kept(sync, new Interventions(transactions, dialect).apply(run, sync)));
        var late = 0;
        for (var ended = AT_ONCE; ended == AT_ONCE; late += ended) {
            ended = transactions.fenced(
                    fence, () -> kept(sync, new Deadlines(transactions, dialect).giveUp(run, sync, AT_ONCE)));
        }
        new Tally(sync).add("rejected", "HK3011", late).tell();
        return skipped + late;
    }

    private int kept(String sync, int rejected) {
        new Tally(sync).add("rejected", null, rejected).kept(transactions, dialect);
        return rejected;
    }
}
