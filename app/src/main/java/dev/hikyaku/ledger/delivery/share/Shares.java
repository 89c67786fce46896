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

    /// Part of a quota that usual senders keep, however many urgent ones there are: nobody stands still.
    private static final double LEAST = 0.05;

    private final Transactions transactions;
    private final Dialect dialect;

    /// Over the ledger's tables.
    public Shares(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /// What one sender asks for.
    ///
    /// @param wanted notifications a second that it would send if it were alone
    /// @param urgent whether it comes before all that are not
    public record Claim(double wanted, boolean urgent) {}

    /// What a provider takes of all together.
    ///
    /// @param all notifications a second
    /// @param reserve part of it that is kept free of all but urgent senders, 0 to 1
    public record Quota(double all, double reserve) {}

    /// Says that a run sends, and asks who else does.
    ///
    /// @param run id of the run
    /// @return what the others want
    public List<Claim> claim(String provider, long run, Claim own) {
        return transactions.run(() -> {
            if (write(provider, run, own) == 0) {
                transactions
                        .sql("INSERT INTO hk_push_share (provider, run_id, wanted, urgent, seen_at)"
                                + " VALUES (?, ?, ?, ?, LOCALTIMESTAMP(6))")
                        .params(provider, run, own.wanted(), own.urgent())
                        .update();
            }
            return transactions
                    .sql("SELECT wanted, urgent FROM hk_push_share WHERE provider = ? AND run_id <> ? AND seen_at > "
                            + dialect.ago(ALIVE))
                    .params(provider, run)
                    .query((rs, _) -> new Claim(rs.getDouble(1), rs.getBoolean(2)))
                    .list();
        });
    }

    private int write(String provider, long run, Claim own) {
        return transactions
                .sql("UPDATE hk_push_share SET wanted = ?, urgent = ?, seen_at = LOCALTIMESTAMP(6)"
                        + " WHERE provider = ? AND run_id = ?")
                .params(own.wanted(), own.urgent(), provider, run)
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

    /// What one of several gets where some are urgent: these come first. What they and the reserve leave goes to the
    /// usual ones, a twentieth of all at least.
    public static double of(Quota quota, Claim own, List<Claim> others) {
        var urgent = wanted(others, true);
        var usual = wanted(others, false);
        if (own.urgent()) {
            return of(usual.isEmpty() ? quota.all() : quota.all() * (1 - LEAST), own.wanted(), urgent);
        }
        var before = urgent.stream().mapToDouble(Double::doubleValue).sum();
        var left = Math.min(quota.all() - before, quota.all() * (1 - quota.reserve()));
        return of(Math.max(left, quota.all() * LEAST), own.wanted(), usual);
    }

    private static List<Double> wanted(List<Claim> claims, boolean urgent) {
        return claims.stream()
                .filter(one -> one.urgent() == urgent)
                .map(Claim::wanted)
                .toList();
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
