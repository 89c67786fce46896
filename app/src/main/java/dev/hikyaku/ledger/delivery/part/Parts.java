package dev.hikyaku.ledger.delivery.part;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Holder;
import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.Owed;
import dev.hikyaku.ledger.delivery.story.Unfinished;
import dev.hikyaku.ledger.dialect.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Cuts what is due in a run into parts, and knows what is left of each.
///
/// A run has open parts of one cut only, so that no delivery is in two. They are found by state: whoever lost a
/// message about one finds it here.
public final class Parts {
    private static final String COLUMNS = """
            SELECT p.id, c.name, p.run_id, r.run_key, p.first_id, p.last_id, p.revision, p.state
              FROM hk_part p JOIN hk_campaign_run r ON r.id = p.run_id JOIN hk_campaign c ON c.id = r.campaign_id\s""";

    /// Neither after a restore of the ledger, nor when somebody stopped the run.
    private static final String MAY_GO_ON = "r.state = 'running' AND c.held IS NULL";

    private static final String HELD =
            "l.name = CONCAT('part:', p.id) AND l.holder IS NOT NULL AND l.expires_at >= LOCALTIMESTAMP(6)";

    private static final String DUE = " run_id = ? AND state = 'waiting' AND due_at <= LOCALTIMESTAMP(6)";

    private static final String OF_PART = "id >= :first AND id <= :last AND run_id = :run";

    private final Transactions transactions;
    private final Dialect dialect;

    /// Over the ledger's tables.
    public Parts(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    private record Ids(long first, long last) {}

    /// Cuts what is due now, unless parts are open already. Before the first rows of a run went well there is
    /// one part alone, with all of it, so that they go ahead of the others wherever they are sent.
    ///
    /// @param fence of the run
    /// @param size deliveries of a part
    /// @param revision of the campaign's file
    /// @return the open parts; none when nothing is due
    public List<Part> cut(Fence fence, CampaignRun run, int size, String revision) {
        if (open(run).isEmpty()) {
            var ids =
                    run.canaryPassed() ? borders(run, size) : ends(run).stream().toList();
            transactions.doFenced(fence, () -> write(run, ids, revision));
        }
        return open(run);
    }

    private Optional<Ids> ends(CampaignRun run) {
        return transactions
                .sql("SELECT MIN(id) FROM hk_delivery WHERE" + DUE)
                .param(run.id())
                .query((rs, _) -> {
                    var first = rs.getLong(1);
                    return rs.wasNull() ? Optional.<Ids>empty() : Optional.of(new Ids(first, Long.MAX_VALUE));
                })
                .single();
    }

    private List<Ids> borders(CampaignRun run, int size) {
        var ids = new ArrayList<Ids>();
        var from = next(run, Long.MIN_VALUE, 0);
        while (from.isPresent()) {
            var next = next(run, from.get(), size);
            ids.add(new Ids(from.get(), next.map(border -> border - 1).orElseGet(() -> last(run))));
            from = next;
        }
        return ids;
    }

    private Optional<Long> next(CampaignRun run, long from, int distance) {
        return transactions
                .sql("SELECT id FROM hk_delivery WHERE id >= ? AND" + DUE + " ORDER BY id LIMIT 1 OFFSET " + distance)
                .params(from, run.id())
                .query(Long.class)
                .optional();
    }

    private long last(CampaignRun run) {
        return transactions
                .sql("SELECT COALESCE(MAX(id), 0) FROM hk_delivery WHERE run_id = ? AND state = 'waiting'")
                .param(run.id())
                .query(Long.class)
                .single();
    }

    private void write(CampaignRun run, List<Ids> ids, String revision) {
        transactions.insertAll(
                "INSERT INTO hk_part (run_id, first_id, last_id, revision, state, opened_at)"
                        + " VALUES (?, ?, ?, ?, 'open', LOCALTIMESTAMP(6))",
                ids,
                (statement, _, one) -> {
                    statement.setLong(1, run.id());
                    statement.setLong(2, one.first());
                    statement.setLong(3, one.last());
                    statement.setString(4, revision);
                });
    }

    /// Open parts go on with this revision of the campaign's file.
    ///
    /// @param fence of the run
    public void goOnWith(Fence fence, CampaignRun run, String revision) {
        transactions.doFenced(
                fence,
                () -> transactions
                        .sql("UPDATE hk_part SET revision = ? WHERE run_id = ? AND state = 'open'")
                        .params(revision, run.id())
                        .update());
    }

    /// The open parts of a run, whoever works on them.
    public List<Part> open(CampaignRun run) {
        return transactions
                .sql(COLUMNS + "WHERE p.state = 'open' AND p.run_id = ? ORDER BY p.id")
                .param(run.id())
                .query((rs, _) -> part(rs))
                .list();
    }

    /// Open parts of running runs that nobody works on now.
    public List<Part> unheld(int most) {
        return transactions
                .sql(COLUMNS + "WHERE p.state = 'open' AND " + MAY_GO_ON
                        + " AND NOT EXISTS (SELECT 1 FROM hk_lease l WHERE " + HELD + ") ORDER BY p.id LIMIT " + most)
                .query((rs, _) -> part(rs))
                .list();
    }

    /// Whether somebody works on an open part of a run.
    public boolean isHeld(CampaignRun run) {
        return transactions
                        .sql("SELECT COUNT(*) FROM hk_part p JOIN hk_lease l ON " + HELD
                                + " WHERE p.state = 'open' AND p.run_id = ?")
                        .param(run.id())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /// The part with this id.
    public Optional<Part> find(long id) {
        return transactions
                .sql(COLUMNS + "WHERE p.id = ?")
                .param(id)
                .query((rs, _) -> part(rs))
                .optional();
    }

    private static Part part(ResultSet rs) throws SQLException {
        return new Part(
                rs.getLong("id"),
                rs.getString("name"),
                rs.getLong("run_id"),
                rs.getString("run_key"),
                rs.getLong("first_id"),
                rs.getLong("last_id"),
                rs.getString("revision"),
                rs.getString("state").equals("open"));
    }

    /// Writes down who works on it, right after the lease was taken.
    ///
    /// @return false when there is nothing to do any more, or nothing may be done now
    public boolean begin(Fence fence, Part part) {
        return transactions.fenced(
                fence,
                () -> transactions
                                .sql("UPDATE hk_part SET holder = ? WHERE id = ? AND state = 'open'"
                                        + " AND EXISTS (SELECT 1 FROM hk_campaign_run r"
                                        + " JOIN hk_campaign c ON c.id = r.campaign_id"
                                        + " WHERE r.id = hk_part.run_id AND " + MAY_GO_ON + ")")
                                .params(Holder.self().toString(), part.id())
                                .update()
                        == 1);
    }

    /// Nothing of it is on the wire, and what still waits in it is not due: that goes into a later part.
    public void close(Fence fence, Part part) {
        transactions.doFenced(
                fence,
                () -> transactions
                        .sql("UPDATE hk_part SET state = 'done', ended_at = LOCALTIMESTAMP(6) WHERE id = ?")
                        .param(part.id())
                        .update());
    }

    /// Leases of a run that is over are nobody's any more.
    public void forgetLeases(Fence fence, CampaignRun run) {
        transactions.doFenced(
                fence,
                () -> transactions
                        .sql("DELETE FROM hk_lease WHERE name IN (SELECT CONCAT('part:', p.id) FROM hk_part p"
                                + " WHERE p.run_id = ? AND p.state = 'done')")
                        .param(run.id())
                        .update());
    }

    /// How often delivering a part began and did not end.
    public Unfinished unfinished(Part part) {
        return Unfinished.ofPart(transactions, part.id());
    }

    /// Some deliveries of a part that are due.
    public Owed.Page page(Part part, int limit) {
        return Owed.Page.read(transactions, OF_PART, of(part), "id LIMIT " + limit);
    }

    /// How long until the next delivery of a part is due; zero when one is, empty when none waits.
    public Optional<Duration> untilNext(Part part) {
        return Owed.untilNext(transactions, dialect, OF_PART, of(part));
    }

    private static Map<String, Long> of(Part part) {
        return Map.of("first", part.first(), "last", part.last(), "run", part.run());
    }
}
