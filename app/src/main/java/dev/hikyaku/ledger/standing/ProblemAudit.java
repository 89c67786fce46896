package dev.hikyaku.ledger.standing;

import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;
import dev.hikyaku.ledger.verdicts.Problems;
import java.util.List;
import java.util.Objects;

/// Holds the problems that are kept by their causes against the changes themselves, and mends them where they
/// differ: a process of an older version, beside which this one was started, knows nothing of them. A part at a
/// time, and each reads a bounded range of an index.
public final class ProblemAudit {
    private static final int PART = 1_000;

    private final Transactions transactions;
    private final Dialect dialect;
    private final List<String> syncs;
    private int at;
    private boolean isListed;
    private long afterId;
    private String afterKey = "";
    private long mended;

    ProblemAudit(Transactions transactions, Dialect dialect, List<String> syncs) {
        this.transactions = transactions;
        this.dialect = dialect;
        this.syncs = List.copyOf(syncs);
    }

    private record Seen(long id, String key, boolean isRight) {}

    /// Looks at the next part of a round: the rejections of a sync, then what stands there of it.
    ///
    /// @return false when the round is over; the next call begins another
    public boolean step() {
        if (at == syncs.size()) {
            at = 0;
            return false;
        }
        var sync = syncs.get(at);
        var part = isListed ? listed(sync) : rejected(sync);
        var wrong = part.stream()
                .filter(one -> !one.isRight())
                .map(Seen::key)
                .distinct()
                .toList();
        if (!wrong.isEmpty()) {
            mended += transactions.run(() -> new Problems(transactions, dialect).mend(sync, wrong));
        }
        goOn(part);
        return true;
    }

    /// Records that did not stand there as they should, so far.
    public long mended() {
        return mended;
    }

    private void goOn(List<Seen> part) {
        if (part.size() == PART) {
            afterId = part.getLast().id();
            afterKey = part.getLast().key();
            return;
        }
        afterId = 0;
        afterKey = "";
        at += isListed ? 1 : 0;
        isListed = !isListed;
    }

    /// Rejections, and whether those that are the newest of their records stand there.
    private List<Seen> rejected(String sync) {
        return transactions
                .sql("SELECT c.id, c.record_key,"
                        + " CASE WHEN r.version = c.version AND r.troubled = FALSE THEN 0 ELSE 1 END AS is_right"
                        + " FROM (SELECT id, sync, record_key, version " + dialect.changesByOutcome()
                        + " WHERE sync = ? AND outcome = 'rejected' AND id > ? ORDER BY " + dialect.oldestFirst()
                        + " LIMIT " + PART + ") c"
                        + " LEFT JOIN hk_record r ON r.sync = c.sync AND r.record_key = c.record_key ORDER BY c.id")
                .params(sync, afterId)
                .query((rs, _) -> new Seen(
                        rs.getLong("id"),
                        Objects.requireNonNull(rs.getString("record_key")),
                        rs.getInt("is_right") == 1))
                .list();
    }

    /// What stands there, and whether the newest changes of these records were rejected for just that.
    private List<Seen> listed(String sync) {
        return transactions
                .sql("SELECT p.record_key, CASE WHEN c.outcome = 'rejected' AND COALESCE(c.code, '') = p.code"
                        + " AND COALESCE(c.reason, '') = COALESCE(p.reason, '') OR c.id IS NULL"
                        + " THEN 1 ELSE 0 END AS is_right"
                        + " FROM (SELECT sync, record_key, code, reason FROM hk_problem"
                        + " WHERE sync = ? AND record_key > ? ORDER BY sync, record_key LIMIT " + PART + ") p"
                        + " LEFT JOIN hk_record r ON r.sync = p.sync AND r.record_key = p.record_key"
                        + " LEFT JOIN hk_change c ON c.sync = r.sync AND c.record_key = r.record_key"
                        + " AND c.version = r.version ORDER BY p.record_key")
                .params(sync, afterKey)
                .query((rs, _) ->
                        new Seen(0, Objects.requireNonNull(rs.getString("record_key")), rs.getInt("is_right") == 1))
                .list();
    }
}
