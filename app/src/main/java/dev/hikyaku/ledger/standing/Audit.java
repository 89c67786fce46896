package dev.hikyaku.ledger.standing;

import dev.hikyaku.ledger.Changes;
import dev.hikyaku.ledger.Transactions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Holds what the doors counted against the changes that are there, a part at a time and then again from the beginning.
/// A change that vanished shows here, whenever it was taken in. Each part reads a bounded range of the primary key.
public final class Audit {
    private static final int INTAKES = 500;
    private static final long CHANGES = 20_000;

    private final Transactions transactions;
    private final Map<String, Long> found = new HashMap<>();
    private Map<String, Long> missing = Map.of();
    private long after;

    Audit(Transactions transactions) {
        this.transactions = transactions;
    }

    private record Intake(long id, long takenIn) {}

    /// Looks at the next part.
    public void step() {
        var until = until();
        if (until == after) {
            missing = Map.copyOf(found);
            found.clear();
            after = 0;
            return;
        }
        compare(until);
        after = until;
    }

    /// Changes that are missing, by sync: of the last whole round, or of this one as far as it got when that is more.
    /// A fault is known as soon as it is found.
    public Map<String, Long> missing() {
        var all = new HashMap<>(missing);
        found.forEach((sync, changes) -> all.merge(sync, changes, (one, other) -> one == 0 ? other : one));
        return all;
    }

    /// The last intake of the part.
    private long until() {
        var until = after;
        var changes = 0L;
        for (var intake : intakes()) {
            changes += intake.takenIn();
            if (until > after && changes > CHANGES) {
                return until;
            }
            until = intake.id();
        }
        return until;
    }

    private Iterable<Intake> intakes() {
        return transactions
                .sql("SELECT id, taken_in FROM hk_intake WHERE id > ? ORDER BY id LIMIT " + INTAKES)
                .param(after)
                .query((rs, _) -> new Intake(rs.getLong(1), rs.getLong(2)))
                .list();
    }

    /// In one statement, so that both sides are of one moment.
    private void compare(long until) {
        transactions
                .sql("SELECT i.sync, i.n - COALESCE(c.n, 0) FROM"
                        + " (SELECT sync, SUM(taken_in) AS n FROM hk_intake WHERE id > :after AND id <= :until"
                        + " GROUP BY sync) i LEFT JOIN"
                        + " (SELECT sync, COUNT(*) AS n FROM hk_change WHERE id >= :first AND id < :end"
                        + " GROUP BY sync) c ON c.sync = i.sync")
                .param("after", after)
                .param("until", until)
                .param("first", (after + 1) * Changes.MOST)
                .param("end", (until + 1) * Changes.MOST)
                .query(rs -> {
                    found.merge(Objects.requireNonNull(rs.getString(1)), rs.getLong(2), Long::sum);
                });
    }
}
