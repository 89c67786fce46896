package dev.hikyaku.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Executions of syncs. A run key is unique for ever: the same key never runs to its end twice.
public final class Runs {
    /// Columns of a run.
    public static final String FIELDS = "id, run_key, syncs, state, started_at, ended_at, exit_code, note";

    private static final String COLUMNS = "SELECT " + FIELDS + " FROM hk_run ";

    private final Transactions transactions;

    Runs(Transactions transactions) {
        this.transactions = transactions;
    }

    /// One execution.
    ///
    /// @param syncs names, separated by a blank
    /// @param state `running`, `finished`, `stopped` (asked to), `crashed` (its process died) or `missed` (nobody
    /// began it in time)
    public record Run(
            long id,
            String key,
            String syncs,
            String state,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Integer exitCode,
            @Nullable String note) {
        /// Whether nothing may be done under its key any more.
        public boolean isOver() {
            return state.equals("finished") || state.equals("missed");
        }
    }

    /// Begins a run, or goes on with the one of this key that did not finish. Call it while holding the syncs' leases:
    /// every other run of these syncs that still says `running` is then known to have crashed, and is marked so.
    ///
    /// @return the run; its state is `finished` or `missed` when this key is over and nothing may be repeated
    public Run begin(String key, List<String> syncs, Holder holder) {
        return transactions.run(() -> {
            syncs.forEach(sync -> transactions
                    .sql("UPDATE hk_run SET state = 'crashed', ended_at = LOCALTIMESTAMP(6) WHERE state = 'running'"
                            + " AND run_key <> ? AND CONCAT(' ', syncs, ' ') LIKE ?")
                    .params(key, "% " + sync + " %")
                    .update());
            var known = find(key);
            if (known.isPresent() && !known.get().isOver()) {
                transactions
                        .sql("UPDATE hk_run SET state = 'running', holder = ?, ended_at = NULL WHERE id = ?")
                        .params(holder.text(), known.get().id())
                        .update();
                return find(key).orElseThrow();
            }
            return known.orElseGet(() -> insert(key, syncs, holder));
        });
    }

    private Run insert(String key, List<String> syncs, Holder holder) {
        transactions
                .sql("INSERT INTO hk_run (run_key, syncs, state, holder, started_at)"
                        + " VALUES (?, ?, 'running', ?, LOCALTIMESTAMP(6))")
                .params(key, String.join(" ", syncs), holder.text())
                .update();
        return find(key).orElseThrow();
    }

    /// Ends a run.
    public void end(Run run, String state, int exitCode, @Nullable String note) {
        transactions.run(() -> transactions
                .sql("UPDATE hk_run SET state = ?, exit_code = ?, note = ?, ended_at = LOCALTIMESTAMP(6)"
                        + " WHERE id = ? AND state = 'running'")
                .params(Arrays.asList(state, exitCode, note == null ? null : Story.cut(note, 2000), run.id()))
                .update());
    }

    /// What one stage of a run handled, and how long it took.
    public record Stage(String sync, String stage, long rows, long millis) {}

    /// Keeps what a run came to, so that nobody has to count it again; in place of what was kept before.
    public void keep(Run run, List<Books.Balance> books, List<Stage> stages) {
        transactions.run(() -> {
            transactions
                    .sql("DELETE FROM hk_run_books WHERE run_id = ?")
                    .param(run.id())
                    .update();
            transactions
                    .sql("DELETE FROM hk_run_stage WHERE run_id = ?")
                    .param(run.id())
                    .update();
            keepBooks(run, books);
            keepStages(run, stages);
            return true;
        });
    }

    private void keepBooks(Run run, List<Books.Balance> books) {
        transactions.insertAll(
                "INSERT INTO hk_run_books (run_id, sync, taken_in, accepted, rejected, superseded, unknown_outcome,"
                        + " waiting) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                books,
                (row, _, one) -> {
                    row.setLong(1, run.id());
                    row.setString(2, one.sync());
                    row.setLong(3, one.takenIn());
                    row.setLong(4, one.accepted());
                    row.setLong(5, one.rejected());
                    row.setLong(6, one.superseded());
                    row.setLong(7, one.unknown());
                    row.setLong(8, one.waiting());
                });
    }

    private void keepStages(Run run, List<Stage> stages) {
        transactions.insertAll(
                "INSERT INTO hk_run_stage (run_id, place, sync, stage, handled, millis) VALUES (?, ?, ?, ?, ?, ?)",
                stages,
                (row, index, one) -> {
                    row.setLong(1, run.id());
                    row.setInt(2, index);
                    row.setString(3, one.sync());
                    row.setString(4, one.stage());
                    row.setLong(5, one.rows());
                    row.setLong(6, one.millis());
                });
    }

    /// The books of a run as they were kept, by sync; empty when none were.
    public List<Books.Balance> books(Run run) {
        return transactions
                .sql("SELECT * FROM hk_run_books WHERE run_id = ? ORDER BY sync")
                .param(run.id())
                .query((rs, _) -> new Books.Balance(
                        rs.getString("sync"),
                        rs.getLong("taken_in"),
                        rs.getLong("accepted"),
                        rs.getLong("rejected"),
                        rs.getLong("superseded"),
                        rs.getLong("unknown_outcome"),
                        rs.getLong("waiting")))
                .list();
    }

    /// The stages of a run as they were kept, in their order; empty when none were.
    public List<Stage> stages(Run run) {
        return transactions
                .sql("SELECT sync, stage, handled, millis FROM hk_run_stage WHERE run_id = ? ORDER BY place")
                .param(run.id())
                .query((rs, _) -> new Stage(rs.getString(1), rs.getString(2), rs.getLong(3), rs.getLong(4)))
                .list();
    }

    /// The run with this key.
    public Optional<Run> find(String key) {
        return transactions
                .sql(COLUMNS + "WHERE run_key = ?")
                .param(key)
                .query((rs, _) -> run(rs))
                .optional();
    }

    /// The newest runs first.
    public List<Run> newest(int count) {
        return transactions
                .sql(COLUMNS + "ORDER BY id DESC LIMIT " + count)
                .query((rs, _) -> run(rs))
                .list();
    }

    /// Reads [#FIELDS].
    public static Run run(ResultSet rs) throws SQLException {
        return new Run(
                rs.getLong("id"),
                rs.getString("run_key"),
                rs.getString("syncs"),
                rs.getString("state"),
                instant(rs, "started_at"),
                instantOrNull(rs, "ended_at"),
                rs.getObject("exit_code", Integer.class),
                rs.getString("note"));
    }

    /// A moment of the ledger; null when the column is.
    public static @Nullable Instant instantOrNull(ResultSet rs, String column) throws SQLException {
        var time = rs.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    /// A moment of a column that is never null.
    public static Instant instant(ResultSet rs, String column) throws SQLException {
        return Objects.requireNonNull(instantOrNull(rs, column), column);
    }
}
