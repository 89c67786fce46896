package dev.hikyaku.ledger.delivery.share;

import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;
import java.time.Duration;
import java.util.List;

/// Which runs send by one provider now, whatever process they are in. Each writes its own row about once a second, and
/// reads those of the others; a row that nobody wrote lately belongs to a dead process and does not count. Needs no
/// lease: whoever should not send any more is stopped elsewhere.
public final class Shares {
    private static final Duration ALIVE = Duration.ofSeconds(10);
    private static final Duration DEAD = Duration.ofHours(1);

    private final Transactions transactions;
    private final Dialect dialect;

    /// Over the ledger's tables.
    public Shares(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /// Says that a run sends, and asks who else does.
    ///
    /// @param run id of the run
    /// @param wanted notifications a second that it would send if it were alone
    /// @return what the others want
    public List<Double> claim(String provider, long run, double wanted) {
        return transactions.run(() -> {
            if (write(provider, run, wanted) == 0) {
                transactions
                        .sql("INSERT INTO hk_push_share (provider, run_id, wanted, seen_at)"
                                + " VALUES (?, ?, ?, LOCALTIMESTAMP(6))")
                        .params(provider, run, wanted)
                        .update();
            }
            return transactions
                    .sql("SELECT wanted FROM hk_push_share WHERE provider = ? AND run_id <> ? AND seen_at > "
                            + dialect.ago(ALIVE))
                    .params(provider, run)
                    .query((rs, _) -> rs.getDouble(1))
                    .list();
        });
    }

    private int write(String provider, long run, double wanted) {
        return transactions
                .sql("UPDATE hk_push_share SET wanted = ?, seen_at = LOCALTIMESTAMP(6)"
                        + " WHERE provider = ? AND run_id = ?")
                .params(wanted, provider, run)
                .update();
    }

    /// A run sends no more: what it had is free at once.
    public void leave(String provider, long run) {
        transactions.run(() -> transactions
                .sql("DELETE FROM hk_push_share WHERE provider = ? AND (run_id = ? OR seen_at < " + dialect.ago(DEAD)
                        + ")")
                .params(provider, run)
                .update());
    }

    /// What one of several gets: nobody gets more than it wants, and what one leaves goes to the others in equal parts.
    ///
    /// @param quota of all together
    public static double of(double quota, double wanted, List<Double> others) {
        var left = quota;
        var claimants = others.size() + 1;
        for (var other : others.stream().sorted().toList()) {
            if (other >= wanted || other >= left / claimants) {
                break;
            }
            left -= other;
            claimants--;
        }
        return Math.min(wanted, left / claimants);
    }
}
