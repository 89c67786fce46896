package dev.hikyaku.ledger.verdicts;

import dev.hikyaku.ledger.Runs;
import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;

/// Changes that waited for their parents beyond their deadline.
public record Deadlines(Transactions transactions, Dialect dialect) {
    /// Rejects some of them, the oldest first; in a transaction of the caller's.
    ///
    /// @return how many; fewer than `most` when none is left
    public int giveUp(Runs.Run run, String sync, int most) {
        var ids = transactions
                .sql("SELECT id FROM hk_change WHERE sync = ? AND outcome IS NULL AND state = 'waiting'"
                        + " AND give_up_at <= LOCALTIMESTAMP(6) ORDER BY id LIMIT " + most)
                .param(sync)
                .query((rs, _) -> rs.getLong("id"))
                .list();
        if (!ids.isEmpty()) {
            transactions
                    .sql(
                            "UPDATE hk_change SET state = 'settled', outcome = 'rejected', code = 'HK3011', settled_by = :run,"
                                    + " settled_at = LOCALTIMESTAMP(6) WHERE id IN (:ids) AND state = 'waiting'")
                    .param("run", run.id())
                    .param("ids", ids)
                    .update();
            new Problems(transactions, dialect).open(ids);
        }
        return ids.size();
    }
}
