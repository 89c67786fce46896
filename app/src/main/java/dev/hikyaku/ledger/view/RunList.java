package dev.hikyaku.ledger.view;

import dev.hikyaku.ledger.Books;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.Runs;
import dev.hikyaku.ledger.Story;
import dev.hikyaku.ledger.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs of syncs, the newest first, and what each of them did.
public final class RunList {
    private static final int WINDOW = 5_000;
    private static final int JOBS = 200;

    private final Ledger ledger;
    private final Transactions transactions;

    RunList(Ledger ledger, Transactions transactions) {
        this.ledger = ledger;
        this.transactions = transactions;
    }

    /// Which runs; null does not matter.
    ///
    /// @param state as [Runs.Run#state()]
    public record Filter(@Nullable String sync, @Nullable String state) {
        /// All.
        public static final Filter ALL = new Filter(null, null);
    }

    /// One run with all that was written down of it.
    ///
    /// @param books of each sync, kept when the run ended; empty while it runs, and of one that crashed
    /// @param stages likewise
    /// @param takenIn what it took in, by sync
    /// @param jobs its newest bulk jobs and calls; no more than 200
    /// @param carried what all of them came to
    public record Detail(
            Runs.Run run,
            List<Books.Balance> books,
            List<Runs.Stage> stages,
            List<TakenIn> takenIn,
            Carried carried,
            List<Job> jobs,
            List<Story.Note> notes) {}

    /// What a door took in for a run.
    public record TakenIn(String sync, String door, long changes) {}

    /// Rows of all bulk jobs and calls of a run, as far as they are settled.
    public record Carried(long jobs, long accepted, long rejected, long released) {}

    /// One bulk job or call.
    ///
    /// @param lane `bulk` or `collections`
    /// @param state ours; `remoteState` is Salesforce's
    public record Job(
            long id,
            String sync,
            String lane,
            String operation,
            String object,
            String state,
            @Nullable String remoteId,
            @Nullable String remoteState,
            long rows,
            long accepted,
            long rejected,
            long released,
            @Nullable String note,
            @Nullable Instant preparedAt,
            @Nullable Instant closedAt,
            @Nullable Instant settledAt) {}

    /// One page.
    public Page<Runs.Run> page(Filter filter, Page.Wanted wanted) {
        var window = filter.equals(Filter.ALL) ? wanted.limit() : WINDOW;
        var statement = transactions
                .sql("SELECT w.* FROM (SELECT " + Runs.FIELDS + " FROM hk_run WHERE id < :below ORDER BY id DESC LIMIT "
                        + window + ") w WHERE 1 = 1"
                        + (filter.state() == null ? "" : " AND w.state = :state")
                        + (filter.sync() == null ? "" : " AND CONCAT(' ', w.syncs, ' ') LIKE :sync")
                        + " ORDER BY w.id DESC LIMIT " + wanted.limit())
                .param("below", wanted.below());
        if (filter.state() != null) {
            statement = statement.param("state", filter.state());
        }
        if (filter.sync() != null) {
            statement = statement.param("sync", "% " + filter.sync() + " %");
        }
        var runs = statement.query((rs, _) -> Runs.run(rs)).list();
        return new Page<>(
                runs,
                runs.size() == wanted.limit() ? String.valueOf(runs.getLast().id()) : floor(wanted.below()));
    }

    private @Nullable String floor(long below) {
        return transactions
                .sql("SELECT COUNT(*), MIN(w.id) FROM (SELECT id FROM hk_run WHERE id < ? ORDER BY id DESC LIMIT "
                        + WINDOW + ") w")
                .param(below)
                .query((rs, _) -> rs.getLong(1) < WINDOW ? Optional.<String>empty() : Optional.of(rs.getString(2)))
                .single()
                .orElse(null);
    }

    /// The run with this key.
    public Optional<Detail> find(String key) {
        return ledger.runs()
                .find(key)
                .map(run -> new Detail(
                        run,
                        ledger.runs().books(run),
                        ledger.runs().stages(run),
                        takenIn(run),
                        carried(run),
                        jobs(run),
                        ledger.story().notes(run)));
    }

    private List<TakenIn> takenIn(Runs.Run run) {
        return transactions
                .sql("SELECT sync, door, SUM(taken_in) FROM hk_intake WHERE run_id = ? GROUP BY sync, door"
                        + " ORDER BY sync, door")
                .param(run.id())
                .query((rs, _) -> new TakenIn(rs.getString(1), rs.getString(2), rs.getLong(3)))
                .list();
    }

    private Carried carried(Runs.Run run) {
        return transactions
                .sql("SELECT COUNT(*), COALESCE(SUM(accepted), 0), COALESCE(SUM(rejected), 0),"
                        + " COALESCE(SUM(released), 0) FROM hk_bulk_job WHERE run_id = ?")
                .param(run.id())
                .query((rs, _) -> new Carried(rs.getLong(1), rs.getLong(2), rs.getLong(3), rs.getLong(4)))
                .single();
    }

    private List<Job> jobs(Runs.Run run) {
        return transactions
                .sql("SELECT * FROM hk_bulk_job WHERE run_id = ? ORDER BY id DESC LIMIT " + JOBS)
                .param(run.id())
                .query((rs, _) -> job(rs))
                .list();
    }

    static Job job(ResultSet rs) throws SQLException {
        return new Job(
                rs.getLong("id"),
                rs.getString("sync"),
                rs.getString("lane"),
                rs.getString("operation"),
                rs.getString("object"),
                rs.getString("state"),
                rs.getString("remote_id"),
                rs.getString("remote_state"),
                rs.getLong("row_count"),
                rs.getLong("accepted"),
                rs.getLong("rejected"),
                rs.getLong("released"),
                rs.getString("note"),
                Runs.instantOrNull(rs, "prepared_at"),
                Runs.instantOrNull(rs, "closed_at"),
                Runs.instantOrNull(rs, "settled_at"));
    }
}
