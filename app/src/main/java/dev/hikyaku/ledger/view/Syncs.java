package dev.hikyaku.ledger.view;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.Runs;
import dev.hikyaku.ledger.Story;
import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;
import dev.hikyaku.ledger.start.Interventions.Held;
import dev.hikyaku.ledger.start.Places;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where each sync stands at this moment.
public final class Syncs {
    /// A bulk job that Salesforce has had for so long without ending it is told of.
    public static final Duration SLOW = Duration.ofMinutes(10);

    /// The time that [Lately#perMinute] is about.
    public static final Duration RECENT = Duration.ofMinutes(10);

    private static final int NEWEST_JOBS = 200;
    private static final int NEWEST_RUNS = 500;

    private final Ledger ledger;
    private final Transactions transactions;
    private final Dialect dialect;

    Syncs(Ledger ledger, Transactions transactions, Dialect dialect) {
        this.ledger = ledger;
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /// How it goes, worst last.
    public enum State {
        /// Nothing is in its way.
        FLOWING,
        /// It waits for Salesforce.
        DESTINATION,
        /// Somebody holds it, or all that waits, waits for other records.
        HELD,
        /// It stands still until somebody lets it go on.
        STOPPED,
        /// Its last run failed.
        BROKEN;

        /// In small letters, as in addresses and answers.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Why it is not flowing.
    ///
    /// @param kind `hold` (somebody holds it), `run` (the last one failed), `deaths` (processes died of it),
    /// `ids` (records were deleted or merged in Salesforce), `bulk-job` (Salesforce has not ended it), `code`
    /// (it is asked again later), `parents` (records that are not there yet) or `alarm` (Salesforce does not let
    /// us in)
    /// @param code HK code or Salesforce's, where there is one
    /// @param detail what was found, for people; in English
    public record Cause(
            String kind,
            @Nullable String code,
            @Nullable String detail,
            @Nullable Instant since) {}

    /// Waiting changes with the same reason, among those that wait the longest.
    ///
    /// @param code null: they wait for the next run
    public record Why(@Nullable String code, @Nullable String reason, long changes, Instant since) {}

    /// What the newest bulk jobs and calls came to.
    ///
    /// @param since when the oldest of them was made; null without any
    /// @param perMinute what was accepted a minute within [#RECENT]
    public record Lately(
            long accepted,
            long rejected,
            long released,
            @Nullable Instant since,
            double perMinute) {}

    /// One sync.
    ///
    /// @param waiting not settled yet, whatever the reason
    /// @param oldest when the oldest of them was taken in
    /// @param inFlight rows that Salesforce was given and has not answered for
    /// @param lastAccepted when the newest bulk job that had any acceptance was settled
    public record Now(
            String sync,
            State state,
            @Nullable Cause cause,
            Bounded waiting,
            @Nullable Instant oldest,
            List<Why> whyWaiting,
            long inFlight,
            @Nullable Instant lastAccepted,
            Lately lately,
            Runs.@Nullable Run lastRun) {}

    private record Job(
            String state,
            @Nullable String remoteId,
            @Nullable String remoteState,
            long rows,
            long accepted,
            long rejected,
            long released,
            @Nullable Instant preparedAt,
            @Nullable Instant closedAt,
            @Nullable Instant settledAt,
            boolean slow) {}

    /// What is the same for all syncs.
    private record Common(
            List<Runs.Run> runs, List<Places.Trail> paused, List<Held> holds, Optional<Story.Note> alarm) {}

    /// Where these syncs stand, in their order.
    public List<Now> now(Collection<String> syncs) {
        var common = new Common(
                ledger.runs().newest(NEWEST_RUNS),
                ledger.places().paused(),
                ledger.interventions().held(),
                ledger.story()
                        .newest(List.of("alarm", "alarm-ended"))
                        .filter(note -> note.kind().equals("alarm")));
        return syncs.stream().map(sync -> now(sync, common)).toList();
    }

    private Now now(String sync, Common common) {
        var why = whyWaiting(sync);
        var jobs = jobs(sync);
        var run = common.runs().stream()
                .filter(one -> List.of(one.syncs().split(" ")).contains(sync))
                .findFirst()
                .orElse(null);
        var judged = byHand(sync, common.holds())
                .or(() -> broken(run))
                .or(() -> stopped(sync, common.paused()))
                .or(() -> destination(common, jobs, why))
                .or(() -> held(why));
        return new Now(
                sync,
                judged.map(Judged::state).orElse(State.FLOWING),
                judged.map(Judged::cause).orElse(null),
                Bounded.of(why.stream().mapToLong(Why::changes).sum()),
                why.stream().map(Why::since).min(Instant::compareTo).orElse(null),
                why,
                inFlight(sync),
                jobs.stream()
                        .filter(job -> job.accepted() > 0)
                        .map(Job::settledAt)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                lately(jobs),
                run);
    }

    private record Judged(State state, Cause cause) {}

    /// Ahead of all others: runs of a sync that is held end as failed ones do.
    private static Optional<Judged> byHand(String sync, List<Held> holds) {
        return holds.stream()
                .filter(one -> one.sync().equals(sync))
                .findFirst()
                .map(one -> new Judged(State.HELD, new Cause("hold", "HK2019", one.reason(), one.since())));
    }

    private static Optional<Judged> broken(Runs.@Nullable Run run) {
        if (run == null) {
            return Optional.empty();
        }
        var exit = run.exitCode();
        var failed = run.state().equals("crashed")
                || (run.state().equals("stopped") && exit != null && exit != 0 && exit < 128 && exit != 10);
        return failed
                ? Optional.of(new Judged(
                        State.BROKEN,
                        new Cause("run", code(run.note()), firstLine(run.note(), run.state()), run.endedAt())))
                : Optional.empty();
    }

    private Optional<Judged> stopped(String sync, List<Places.Trail> paused) {
        var trail = paused.stream()
                .filter(one -> one.lease().equals("sync:" + sync))
                .findFirst();
        if (trail.isPresent()) {
            var died = trail.get();
            return Optional.of(new Judged(
                    State.STOPPED,
                    new Cause("deaths", null, died.deaths() + " at " + died.lastDeath(), died.pausedAt())));
        }
        var stopping = ledger.remoteIds().stopping(sync);
        return stopping == 0
                ? Optional.empty()
                : Optional.of(new Judged(State.STOPPED, new Cause("ids", "HK3113", String.valueOf(stopping), null)));
    }

    private static Optional<Judged> destination(Common common, List<Job> jobs, List<Why> why) {
        if (common.alarm().isPresent()) {
            var note = common.alarm().get();
            return Optional.of(new Judged(
                    State.DESTINATION,
                    new Cause("alarm", code(note.detail()), firstLine(note.detail(), ""), note.at())));
        }
        var slow = jobs.stream().filter(Job::slow).reduce((_, older) -> older);
        if (slow.isPresent()) {
            var job = slow.get();
            return Optional.of(new Judged(
                    State.DESTINATION,
                    new Cause("bulk-job", null, job.remoteId() + " " + job.remoteState(), job.closedAt())));
        }
        return why.stream()
                .filter(one -> one.code() != null && !one.code().startsWith("HK"))
                .findFirst()
                .map(one -> new Judged(State.DESTINATION, new Cause("code", one.code(), one.reason(), one.since())));
    }

    private static Optional<Judged> held(List<Why> why) {
        return why.isEmpty() || why.stream().anyMatch(one -> one.code() == null)
                ? Optional.empty()
                : Optional.of(new Judged(
                        State.HELD,
                        new Cause(
                                "parents",
                                why.getFirst().code(),
                                why.getFirst().reason(),
                                why.getFirst().since())));
    }

    /// Why changes of a sync wait: of the 1,001 that wait the longest. The reason is that of the oldest of each code.
    public List<Why> whyWaiting(String sync) {
        return transactions
                .sql("SELECT g.code, c.reason, c.taken_in_at AS since, g.changes FROM"
                        + " (SELECT w.code, MIN(w.id) AS oldest, COUNT(*) AS changes FROM (SELECT id, code "
                        + dialect.changesByOutcome() + " WHERE sync = ? AND outcome IS NULL ORDER BY "
                        + dialect.oldestFirst() + " LIMIT " + (Bounded.MOST + 1)
                        + ") w GROUP BY w.code) g JOIN hk_change c ON c.id = g.oldest ORDER BY g.changes DESC")
                .param(sync)
                .query((rs, _) -> new Why(
                        rs.getString("code"),
                        rs.getString("reason"),
                        rs.getLong("changes"),
                        Objects.requireNonNull(Runs.instantOrNull(rs, "since"))))
                .list();
    }

    private long inFlight(String sync) {
        return transactions
                .sql("SELECT COALESCE(SUM(COALESCE(row_count, 0) - COALESCE(accepted, 0) - COALESCE(rejected, 0)"
                        + " - COALESCE(released, 0)), 0) FROM hk_bulk_job WHERE sync = ?"
                        + " AND state IN ('uploading', 'uploaded', 'closed', 'finished')")
                .param(sync)
                .query(Long.class)
                .single();
    }

    private List<Job> jobs(String sync) {
        return transactions
                .sql("SELECT state, remote_id, remote_state, row_count, accepted, rejected, released, prepared_at,"
                        + " closed_at, settled_at, CASE WHEN state = 'closed' AND closed_at < " + dialect.ago(SLOW)
                        + " THEN 1 ELSE 0 END AS slow FROM hk_bulk_job WHERE sync = ? ORDER BY "
                        + dialect.newestOfSyncFirst() + " LIMIT " + NEWEST_JOBS)
                .param(sync)
                .query((rs, _) -> job(rs))
                .list();
    }

    private static Job job(ResultSet rs) throws SQLException {
        return new Job(
                rs.getString("state"),
                rs.getString("remote_id"),
                rs.getString("remote_state"),
                rs.getLong("row_count"),
                rs.getLong("accepted"),
                rs.getLong("rejected"),
                rs.getLong("released"),
                Runs.instantOrNull(rs, "prepared_at"),
                Runs.instantOrNull(rs, "closed_at"),
                Runs.instantOrNull(rs, "settled_at"),
                rs.getInt("slow") == 1);
    }

    private static Lately lately(List<Job> jobs) {
        var since = Instant.now().minus(RECENT);
        var recent = jobs.stream()
                .filter(job -> job.settledAt() != null && job.settledAt().isAfter(since));
        return new Lately(
                jobs.stream().mapToLong(Job::accepted).sum(),
                jobs.stream().mapToLong(Job::rejected).sum(),
                jobs.stream().mapToLong(Job::released).sum(),
                jobs.isEmpty() ? null : jobs.getLast().preparedAt(),
                (double) recent.mapToLong(Job::accepted).sum() / RECENT.toMinutes());
    }

    private static @Nullable String code(@Nullable String text) {
        return text != null && text.matches("(?s)HK\\d{4}\\b.*") ? text.substring(0, 6) : null;
    }

    private static String firstLine(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text.lines().findFirst().orElse(otherwise);
    }
}
