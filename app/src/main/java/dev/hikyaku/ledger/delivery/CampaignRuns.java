package dev.hikyaku.ledger.delivery;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Holder;
import dev.hikyaku.ledger.Story;
import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.delivery.CampaignRun.Counted;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Starts of campaigns. Whoever works on one holds the lease `campaign:NAME`; pausing, resuming and cancelling need
/// none
/// and are seen at the next claim.
public final class CampaignRuns {
    private static final String COLUMNS = """
            SELECT r.id, r.campaign_id, c.name, r.run_key, r.state, r.reason, r.pass, r.audience_done, r.canary_passed,
                   r.rows_read, r.duplicates, r.already_sent, r.recipients, r.more_devices,
                   r.started_at, r.expires_at, r.ended_at
              FROM hk_campaign_run r JOIN hk_campaign c ON c.id = r.campaign_id\s""";

    private final Transactions transactions;

    CampaignRuns(Transactions transactions) {
        this.transactions = transactions;
    }

    /// Name of the lease that a process holds while it works on a campaign.
    public static String lease(String campaign) {
        return "campaign:" + campaign;
    }

    /// Begins a run, or answers the one of this key, whatever its state.
    ///
    /// @param expires how long after its start anything may still be sent
    public CampaignRun begin(Fence fence, String campaign, String key, Duration expires) {
        return transactions.fenced(
                fence,
                () -> find(campaign, key).orElseGet(() -> {
                    transactions
                            .sql(
                                    "INSERT INTO hk_campaign_run (campaign_id, run_key, state, holder, pass, audience_done,"
                                            + " canary_passed, rows_read, duplicates, already_sent, recipients, more_devices,"
                                            + " started_at, expires_at) VALUES (?, ?, 'running', ?, 0, FALSE, FALSE, 0, 0, 0, 0, 0,"
                                            + " LOCALTIMESTAMP(6), LOCALTIMESTAMP(6) + INTERVAL '" + expires.toSeconds()
                                            + "' SECOND)")
                            .params(
                                    campaignId(campaign),
                                    key,
                                    "process " + Holder.self().pid() + " on "
                                            + Holder.self().host())
                            .update();
                    return find(campaign, key).orElseThrow();
                }));
    }

    private int campaignId(String campaign) {
        var known = knownId(campaign);
        if (known.isPresent()) {
            return known.get();
        }
        transactions
                .sql("INSERT INTO hk_campaign (name) VALUES (?)")
                .param(campaign)
                .update();
        return knownId(campaign).orElseThrow();
    }

    private Optional<Integer> knownId(String campaign) {
        return transactions
                .sql("SELECT id FROM hk_campaign WHERE name = ?")
                .param(campaign)
                .query(Integer.class)
                .optional();
    }

    /// The run with this key.
    public Optional<CampaignRun> find(String campaign, String key) {
        return transactions
                .sql(COLUMNS + "WHERE c.name = ? AND r.run_key = ?")
                .params(campaign, key)
                .query((rs, _) -> run(rs))
                .optional();
    }

    /// The same run as it stands now.
    public CampaignRun fresh(CampaignRun run) {
        return find(run.campaign(), run.key()).orElseThrow();
    }

    /// The newest runs of a campaign first.
    public List<CampaignRun> newest(String campaign, int count) {
        return transactions
                .sql(COLUMNS + "WHERE c.name = ? ORDER BY r.id DESC LIMIT " + count)
                .param(campaign)
                .query((rs, _) -> run(rs))
                .list();
    }

    /// Runs of a campaign that are not over, the oldest first.
    public List<CampaignRun> running(String campaign) {
        return transactions
                .sql(COLUMNS + "WHERE c.name = ? AND r.state = 'running' ORDER BY r.id")
                .param(campaign)
                .query((rs, _) -> run(rs))
                .list();
    }

    /// Cancelled and stopped runs of a campaign that have deliveries without an outcome.
    public List<CampaignRun> endedUnsettled(String campaign) {
        return transactions
                .sql(COLUMNS + "WHERE c.name = ? AND r.state IN ('cancelled', 'stopped') AND EXISTS"
                        + " (SELECT d.id FROM hk_delivery d WHERE d.run_id = r.id AND d.state IN ('waiting', 'sent'))")
                .param(campaign)
                .query((rs, _) -> run(rs))
                .list();
    }

    /// Recipients of the newest finished runs, newest first.
    public List<Long> usual(String campaign, int runs) {
        return transactions
                .sql("SELECT r.recipients FROM hk_campaign_run r JOIN hk_campaign c ON c.id = r.campaign_id"
                        + " WHERE c.name = ? AND r.state = 'finished' ORDER BY r.id DESC LIMIT " + runs)
                .param(campaign)
                .query((rs, _) -> rs.getLong(1))
                .list();
    }

    /// Starts reading the audience from its first row.
    public CampaignRun beginPass(Fence fence, CampaignRun run) {
        return fencedUpdate(
                fence, run, "pass = pass + 1, rows_read = 0, duplicates = 0, already_sent = 0 WHERE id = ?");
    }

    /// The whole audience is in the ledger.
    public CampaignRun endAudience(Fence fence, CampaignRun run) {
        return fencedUpdate(fence, run, "audience_done = TRUE WHERE id = ?");
    }

    /// The whole audience is in the ledger, and a person has to agree before anything is sent; see [Approvals].
    ///
    /// @param wanted role or name that may agree
    public CampaignRun endAudience(Fence fence, CampaignRun run, String waitsFor, String wanted) {
        return transactions.fenced(fence, () -> {
            change(run, "running", State.PAUSED, waitsFor);
            transactions
                    .sql("UPDATE hk_campaign_run SET audience_done = TRUE, approval_by = ? WHERE id = ?")
                    .params(Story.cut(wanted, 200), run.id())
                    .update();
            return fresh(run);
        });
    }

    /// The first rows went well: the others may follow.
    public CampaignRun passCanary(Fence fence, CampaignRun run) {
        return fencedUpdate(fence, run, "canary_passed = TRUE WHERE id = ?");
    }

    /// All is settled.
    public CampaignRun finish(Fence fence, CampaignRun run) {
        return fencedUpdate(
                fence, run, "state = 'finished', ended_at = LOCALTIMESTAMP(6) WHERE id = ? AND state = 'running'");
    }

    private CampaignRun fencedUpdate(Fence fence, CampaignRun run, String set) {
        return transactions.fenced(fence, () -> {
            transactions
                    .sql("UPDATE hk_campaign_run SET " + set)
                    .param(run.id())
                    .update();
            return fresh(run);
        });
    }

    /// Ends a run by a guard, or pauses it until its surroundings are mended; its holder does so.
    ///
    /// @param state `STOPPED` or `PAUSED`
    public CampaignRun halt(Fence fence, CampaignRun run, State state, String reason) {
        return transactions.fenced(fence, () -> {
            change(run, "running", state, reason);
            return fresh(run);
        });
    }

    /// Lets a run rest; seen at its next claim. What is on the wire goes on to its outcome.
    ///
    /// @return whether it was running
    public boolean pause(CampaignRun run, String reason) {
        return transactions.run(() -> change(run, "running", State.PAUSED, reason)) == 1;
    }

    /// Lets a paused run go on; who works on it begins it anew under its key. One that waits for somebody's word only
    /// goes by [Approvals#approve].
    ///
    /// @return whether it was paused, and may go on
    public boolean resume(CampaignRun run) {
        return transactions.run(() -> transactions
                        .sql("UPDATE hk_campaign_run SET state = 'running', reason = NULL WHERE id = ?"
                                + " AND state = 'paused' AND (approval_by IS NULL OR approved_by IS NOT NULL)")
                        .param(run.id())
                        .update())
                == 1;
    }

    /// Ends a run; follow it with [Unsent#cancel]. What is on the wire goes on to its outcome.
    ///
    /// @return whether it was running or paused
    public boolean cancel(CampaignRun run, String reason) {
        return transactions.run(() -> change(run, "running", State.CANCELLED, reason)
                        + change(run, "paused", State.CANCELLED, reason))
                == 1;
    }

    private int change(CampaignRun run, String from, State to, @Nullable String reason) {
        return transactions
                .sql("UPDATE hk_campaign_run SET state = :to, reason = :reason,"
                        + " ended_at = CASE WHEN :to IN ('cancelled', 'stopped') THEN LOCALTIMESTAMP(6) END"
                        + " WHERE id = :id AND state = :from")
                .param("to", to.word())
                .param("reason", reason)
                .param("id", run.id())
                .param("from", from)
                .update();
    }

    private static CampaignRun run(ResultSet rs) throws SQLException {
        return new CampaignRun(
                rs.getLong("id"),
                rs.getInt("campaign_id"),
                rs.getString("name"),
                rs.getString("run_key"),
                State.of(rs.getString("state")),
                rs.getString("reason"),
                rs.getInt("pass"),
                rs.getBoolean("audience_done"),
                rs.getBoolean("canary_passed"),
                new Counted(
                        rs.getLong("rows_read"),
                        rs.getLong("duplicates"),
                        rs.getLong("already_sent"),
                        rs.getLong("recipients"),
                        rs.getLong("more_devices")),
                instant(rs, "started_at"),
                instant(rs, "expires_at"),
                instantOrNull(rs, "ended_at"));
    }

    static Instant instant(ResultSet rs, String column) throws SQLException {
        return Objects.requireNonNull(instantOrNull(rs, column));
    }

    static @Nullable Instant instantOrNull(ResultSet rs, String column) throws SQLException {
        var time = rs.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }
}
