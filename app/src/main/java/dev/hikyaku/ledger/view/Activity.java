package dev.hikyaku.ledger.view;

import dev.hikyaku.ledger.Runs;
import dev.hikyaku.ledger.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What was noted of runs, syncs and records, the newest first.
public final class Activity {
    private static final int WINDOW = 10_000;

    private final Transactions transactions;

    Activity(Transactions transactions) {
        this.transactions = transactions;
    }

    /// Which notes; null does not matter.
    public record Filter(@Nullable String sync, @Nullable String kind) {
        /// All.
        public static final Filter ALL = new Filter(null, null);
    }

    /// One note.
    ///
    /// @param run key of the run it was made by
    public record Line(
            long id,
            Instant at,
            @Nullable String run,
            @Nullable String sync,
            @Nullable String key,
            String kind,
            @Nullable String detail) {}

    /// One page.
    public Page<Line> page(Filter filter, Page.Wanted wanted) {
        var window = filter.equals(Filter.ALL) ? wanted.limit() : WINDOW;
        var statement = transactions
                .sql("SELECT w.*, u.run_key FROM (SELECT id, at, run_id, sync, record_key, kind, detail FROM hk_event"
                        + " WHERE id < :below ORDER BY id DESC LIMIT " + window
                        + ") w LEFT JOIN hk_run u ON u.id = w.run_id WHERE 1 = 1"
                        + (filter.sync() == null ? "" : " AND w.sync = :sync")
                        + (filter.kind() == null ? "" : " AND w.kind = :kind")
                        + " ORDER BY w.id DESC LIMIT " + wanted.limit())
                .param("below", wanted.below());
        statement = filter.sync() == null ? statement : statement.param("sync", filter.sync());
        statement = filter.kind() == null ? statement : statement.param("kind", filter.kind());
        var lines = statement.query((rs, _) -> line(rs)).list();
        if (lines.size() == wanted.limit()) {
            return new Page<>(lines, String.valueOf(lines.getLast().id()));
        }
        var floor = transactions
                .sql(
                        "SELECT COUNT(*), MIN(w.id) FROM (SELECT id FROM hk_event WHERE id < :below ORDER BY id DESC LIMIT "
                                + WINDOW + ") w")
                .param("below", wanted.below())
                .query((rs, _) -> rs.getLong(1) < WINDOW ? 0L : rs.getLong(2))
                .single();
        return new Page<>(lines, floor == 0 ? null : String.valueOf(floor));
    }

    private static Line line(ResultSet rs) throws SQLException {
        return new Line(
                rs.getLong("id"),
                Runs.instant(rs, "at"),
                rs.getString("run_key"),
                rs.getString("sync"),
                rs.getString("record_key"),
                rs.getString("kind"),
                rs.getString("detail"));
    }
}
