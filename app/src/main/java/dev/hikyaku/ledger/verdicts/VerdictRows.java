package dev.hikyaku.ledger.verdicts;

import dev.hikyaku.ledger.Claims.Hold;
import dev.hikyaku.ledger.Claims.Merge;
import dev.hikyaku.ledger.Claims.Refusal;
import dev.hikyaku.ledger.Claims.Taken;
import dev.hikyaku.ledger.Claims.Verdicts;
import dev.hikyaku.ledger.Runs;
import dev.hikyaku.ledger.Story;
import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;
import dev.hikyaku.ledger.dialect.Ids;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;

/// Writes verdicts to the changes they are about. Only changes that still wait are touched.
public final class VerdictRows {
    private final Transactions transactions;
    private final Dialect dialect;

    /// Over the ledger's tables.
    public VerdictRows(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /// Writes all of them but the follow-ups; part of the transaction that decides.
    public void write(Runs.Run run, Verdicts verdicts) {
        merge(verdicts.merged());
        verdicts.taken().forEach(this::claim);
        var settled = new Settled(run, "superseded", "HK3001");
        settle(settled, verdicts.superseded(), "it travels in a newer change of the record, or need not any more");
        settle(
                new Settled(run, "accepted", "HK3002"),
                verdicts.absent(),
                "the record never was in Salesforce: nothing to delete");
        hold(verdicts.held());
        refuse(run, verdicts.refused());
        makeHard(verdicts.hard());
    }

    private void claim(Taken taken) {
        if (taken.ids().isEmpty()) {
            return;
        }
        var ids = Ids.of(taken.ids());
        var claimed = ids.bind(transactions
                        .sql(
                                "UPDATE hk_change SET state = 'claimed', bulk_job_id = :job, claimed_at = LOCALTIMESTAMP(6),"
                                        + " code = NULL, reason = NULL, held_sync = NULL, held_key = NULL, not_before = NULL"
                                        + dialect.roomForClaim()
                                        + " WHERE " + ids.condition() + " AND state = 'waiting'")
                        .param("job", taken.job().id()))
                .update();
        if (claimed != taken.ids().size()) {
            throw new IllegalStateException("bulk job " + taken.job().id() + ": " + claimed + " of "
                    + taken.ids().size()
                    + " changes could be claimed; somebody else writes this ledger without the lease");
        }
    }

    /// How changes end that do not travel.
    private record Settled(Runs.Run run, String outcome, String code) {}

    private void settle(Settled settled, Collection<Long> ids, String reason) {
        if (ids.isEmpty()) {
            return;
        }
        transactions
                .sql("UPDATE hk_change SET state = 'settled', outcome = :outcome, code = :code, reason = :reason,"
                        + " settled_by = :run, settled_at = LOCALTIMESTAMP(6)"
                        + " WHERE id IN (:ids) AND state = 'waiting'")
                .param("outcome", settled.outcome())
                .param("code", settled.code())
                .param("reason", reason)
                .param("run", settled.run().id())
                .param("ids", ids)
                .update();
    }

    private void merge(List<Merge> merges) {
        transactions.insertAll(
                "UPDATE hk_change SET merged = ? WHERE id = ? AND state = 'waiting'", merges, (row, _, merge) -> {
                    row.setString(1, merge.payload());
                    row.setLong(2, merge.id());
                });
    }

    private void makeHard(List<Long> ids) {
        if (!ids.isEmpty()) {
            transactions
                    .sql("UPDATE hk_change SET lane = 'collections' WHERE id IN (:ids) AND state = 'waiting'")
                    .param("ids", ids)
                    .update();
        }
    }

    private void hold(List<Hold> holds) {
        transactions.insertAll(
                "UPDATE hk_change SET held_sync = ?, held_key = ?, code = 'HK3007', reason = ?, give_up_at = "
                        + dialect.behind("taken_in_at") + " WHERE id = ? AND state = 'waiting'",
                holds,
                (row, _, hold) -> {
                    var deadline = hold.deadline();
                    row.setString(1, hold.sync());
                    row.setString(2, hold.key());
                    row.setString(3, Story.cut(hold.reason(), 1000));
                    row.setObject(4, deadline == null ? null : deadline.toNanos() / 1000, Types.BIGINT);
                    row.setLong(5, hold.id());
                });
    }

    private void refuse(Runs.Run run, List<Refusal> refusals) {
        transactions.insertAll(
                "UPDATE hk_change SET state = 'settled', outcome = 'rejected', code = ?, reason = ?, settled_by = ?,"
                        + " settled_at = LOCALTIMESTAMP(6) WHERE id = ? AND state = 'waiting'",
                refusals,
                (row, _, refusal) -> bind(row, run, refusal));
        new Problems(transactions, dialect)
                .open(refusals.stream().map(Refusal::id).toList());
    }

    private static void bind(PreparedStatement row, Runs.Run run, Refusal refusal) throws SQLException {
        row.setString(1, refusal.code());
        row.setString(2, Story.cut(refusal.reason(), 1000));
        row.setLong(3, run.id());
        row.setLong(4, refusal.id());
    }
}
