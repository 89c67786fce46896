package dev.hikyaku.ledger.delivery;

import dev.hikyaku.ledger.Story;
import dev.hikyaku.ledger.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs that a person has to agree to before anything is sent: whose word they wait for, and who gave it.
public final class Approvals {
    private final Transactions transactions;

    Approvals(Transactions transactions) {
        this.transactions = transactions;
    }

    /// What a run needed.
    ///
    /// @param wanted role or name that may agree, as the manifest said when the audience was taken in
    /// @param by who agreed, or null
    /// @param at when, or null
    public record Approval(
            String wanted, @Nullable String by, @Nullable Instant at) {
        /// Whether somebody agreed.
        public boolean isGiven() {
            return by != null;
        }
    }

    /// What a run needed; empty when it needed nobody.
    public Optional<Approval> of(CampaignRun run) {
        return transactions
                .sql("SELECT approval_by, approved_by, approved_at FROM hk_campaign_run"
                        + " WHERE id = ? AND approval_by IS NOT NULL")
                .param(run.id())
                .query((rs, _) ->
                        new Approval(rs.getString(1), rs.getString(2), CampaignRuns.instantOrNull(rs, "approved_at")))
                .optional();
    }

    /// Keys of the runs of a campaign that wait for somebody's word, the newest first.
    public List<String> awaited(String campaign) {
        return transactions
                .sql("SELECT r.run_key FROM hk_campaign_run r JOIN hk_campaign c ON c.id = r.campaign_id"
                        + " WHERE c.name = ? AND r.state = 'paused' AND r.approval_by IS NOT NULL"
                        + " AND r.approved_by IS NULL ORDER BY r.id DESC LIMIT 100")
                .param(campaign)
                .query((rs, _) -> rs.getString(1))
                .list();
    }

    /// Lets a run go that waits for it. Of two who agree at the same moment one does.
    ///
    /// @return whether it waited
    public boolean approve(CampaignRun run, String who) {
        return transactions.run(() -> transactions
                        .sql("UPDATE hk_campaign_run SET state = 'running', reason = NULL, approved_by = ?,"
                                + " approved_at = LOCALTIMESTAMP(6) WHERE id = ? AND state = 'paused'"
                                + " AND approval_by IS NOT NULL AND approved_by IS NULL")
                        .params(Story.cut(who, 64), run.id())
                        .update())
                == 1;
    }
}
