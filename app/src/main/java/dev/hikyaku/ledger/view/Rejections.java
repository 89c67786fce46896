package dev.hikyaku.ledger.view;

import dev.hikyaku.ledger.Runs;
import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rejected changes that are their records' newest, by cause. An index is read in the order of the causes, and left
/// for the next cause where one of them has more than anybody counts.
final class Rejections {
    private static final int FIRST = 10_000;
    private static final int NEXT = Bounded.MOST + 2;
    private static final int LOOKS = 100;
    private static final int MOST_CAUSES = 100;
    private static final int SAMPLES = 5;

    private final Transactions transactions;
    private final Dialect dialect;

    Rejections(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /// Those of one cause.
    ///
    /// @param cause as [dev.hikyaku.ledger.verdicts.Problems#cause] puts it
    record Sum(String cause, Bounded changes, Instant first) {}

    /// One of them.
    record Sample(String cause, String key, String code, String reason, Instant at) {}

    private record Seen(String cause, long changes, Instant first) {
        Sum sum() {
            return new Sum(cause, Bounded.of(changes), first);
        }
    }

    /// Where a look begins.
    ///
    /// @param cause nothing that comes before it
    /// @param behind nor this one
    /// @param end nor this one and what comes behind it; null for no end
    private record From(
            String cause, boolean behind, @Nullable String end) {}

    /// How many there are of a sync.
    Bounded count(String sync) {
        return Bounded.of(transactions
                .sql("SELECT COUNT(*) FROM (SELECT at FROM hk_problem WHERE sync = ? LIMIT " + (Bounded.MOST + 1)
                        + ") w")
                .param(sync)
                .query(Long.class)
                .single());
    }

    /// The causes, those with the most changes first; no more than 100 of a sync.
    ///
    /// @param code only this one; null for all
    List<Sum> sums(String sync, @Nullable String code) {
        var sums = new ArrayList<Sum>();
        var from = code == null ? new From("", false, null) : new From(code + ' ', false, code + '!');
        for (var look = 0; look < LOOKS; look++) {
            var window = look == 0 ? FIRST : NEXT;
            var seen = seen(sync, from, window);
            if (seen.stream().mapToLong(Seen::changes).sum() < window) {
                seen.forEach(one -> sums.add(one.sum()));
                break;
            }
            var last = seen.getLast();
            seen.subList(0, seen.size() - 1).forEach(one -> sums.add(one.sum()));
            // The last one is cut: where it is not known to be more than is counted, the next look begins with it.
            var isCounted = last.changes() > Bounded.MOST;
            if (isCounted) {
                sums.add(last.sum());
            }
            from = new From(last.cause(), isCounted, from.end());
        }
        sums.sort(Comparator.comparingLong((Sum sum) -> sum.changes().count()).reversed());
        return sums.subList(0, Math.min(MOST_CAUSES, sums.size()));
    }

    private List<Seen> seen(String sync, From from, int window) {
        var end = from.end();
        var statement = transactions
                .sql("SELECT w.cause, COUNT(*) AS changes, MIN(w.at) AS first_at FROM (SELECT cause, at "
                        + dialect.problemsByCause() + " WHERE sync = :sync AND cause " + (from.behind() ? ">" : ">=") + " :cause"
                        + (end == null ? "" : " AND cause < :end") + " ORDER BY " + dialect.order("sync", "cause, at") + " LIMIT "
                        + window
                        + ") w GROUP BY w.cause ORDER BY w.cause")
                .param("sync", sync)
                .param("cause", from.cause());
        return (end == null ? statement : statement.param("end", end))
                .query((rs, _) -> new Seen(rs.getString("cause"), rs.getLong("changes"), Runs.instant(rs, "first_at")))
                .list();
    }

    /// The newest of each of these causes, the newest first.
    Map<String, List<Sample>> samples(String sync, List<Sum> sums) {
        if (sums.isEmpty()) {
            return Map.of();
        }
        var one = "(SELECT cause, record_key, code, reason, at " + dialect.problemsByCause()
                + " WHERE sync = ? AND cause = ? ORDER BY " + dialect.order("sync DESC, cause DESC", "at DESC")
                + " LIMIT " + SAMPLES + ")";
        var statement = transactions.sql(String.join(" UNION ALL ", Collections.nCopies(sums.size(), one)));
        for (var sum : sums) {
            statement = statement.param(sync).param(sum.cause());
        }
        var samples = new HashMap<String, List<Sample>>();
        statement
                .query((rs, _) -> new Sample(
                        rs.getString("cause"),
                        rs.getString("record_key"),
                        rs.getString("code"),
                        String.valueOf(rs.getString("reason")),
                        Runs.instant(rs, "at")))
                .list()
                .forEach(sample -> samples.computeIfAbsent(sample.cause(), _ -> new ArrayList<>())
                        .add(sample));
        samples.values()
                .forEach(some -> some.sort(Comparator.comparing(Sample::at).reversed()));
        return samples;
    }
}
