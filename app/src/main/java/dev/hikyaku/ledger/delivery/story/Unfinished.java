package dev.hikyaku.ledger.delivery.story;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.delivery.CampaignRun;
import java.util.Optional;

/// What a run was begun with, how often delivering it began and did not end, and what was looked at then.
public final class Unfinished {
    private final Transactions transactions;
    private final String table;
    private final long part;

    /// Of whole runs.
    public Unfinished(Transactions transactions) {
        this(transactions, "hk_campaign_run", 0);
    }

    private Unfinished(Transactions transactions, String table, long part) {
        this.transactions = transactions;
        this.table = table;
        this.part = part;
    }

    /// Of a part of a run, which counts for itself.
    public static Unfinished ofPart(Transactions transactions, long part) {
        return new Unfinished(transactions, "hk_part", part);
    }

    private long id(CampaignRun run) {
        return part == 0 ? run.id() : part;
    }

    /// Delivering begins.
    ///
    /// @return how often it has, without an end in between
    public int begin(Fence fence, CampaignRun run) {
        return transactions.fenced(fence, () -> {
            update("begun = begun + 1 WHERE id = ?", run);
            return number("begun", run);
        });
    }

    /// Delivering ends while its process lives.
    public void end(Fence fence, CampaignRun run) {
        transactions.doFenced(fence, () -> update("begun = 0, suspect_id = NULL, suspected = 0 WHERE id = ?", run));
    }

    /// A delivery is looked at.
    ///
    /// @return how often it was, one after the other
    public int suspect(Fence fence, CampaignRun run, long delivery) {
        return transactions.fenced(fence, () -> {
            transactions
                    .sql("UPDATE " + table + " SET suspected = CASE WHEN suspect_id = ? THEN suspected + 1 ELSE 1 END,"
                            + " suspect_id = ? WHERE id = ?")
                    .params(delivery, delivery, id(run))
                    .update();
            return number("suspected", run);
        });
    }

    private void update(String set, CampaignRun run) {
        transactions.sql("UPDATE " + table + " SET " + set).param(id(run)).update();
    }

    private int number(String column, CampaignRun run) {
        return transactions
                .sql("SELECT " + column + " FROM " + table + " WHERE id = ?")
                .param(id(run))
                .query(Integer.class)
                .single();
    }

    /// The campaign's revision that the run goes on with.
    ///
    /// @return false when it was another one until now
    public boolean goesOnWith(Fence fence, CampaignRun run, String revision) {
        return transactions.fenced(fence, () -> {
            var before = transactions
                    .sql("SELECT revision FROM hk_campaign_run WHERE id = ?")
                    .param(run.id())
                    .query((rs, _) -> Optional.ofNullable(rs.getString(1)))
                    .single();
            if (before.isPresent() && before.get().equals(revision)) {
                return true;
            }
            transactions
                    .sql("UPDATE hk_campaign_run SET revision = ? WHERE id = ?")
                    .params(revision, run.id())
                    .update();
            return before.isEmpty();
        });
    }
}
