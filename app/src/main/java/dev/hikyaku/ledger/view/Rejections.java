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
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/// Rejected changes that are their records' newest, by cause. Where they are many, each cause is looked up behind the
/// one before, and no more of it is counted than people care for.
final class Rejections {
    private static final int FEW = 20_000;
    private static final int CAUSES = 200;
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

    /// What was counted of a cause; without a moment when there is nothing any more.
    private record Counted(
            String cause, long changes, @Nullable Instant first) {
        Optional<Sum> sum() {
            return first == null ? Optional.empty() : Optional.of(new Sum(cause, Bounded.of(changes), first));
        }
    }

    /// Causes from one on.
    ///
    /// @param end before this one; null for all
    private record Causes(
            String sync, String from, @Nullable String end) {
        String where() {
            return " WHERE sync = :sync AND cause >= :from" + (end == null ? "" : " AND cause < :end");
        }

        StatementSpec bind(StatementSpec statement) {
            var bound = statement.param("sync", sync).param("from", from);
            return end == null ? bound : bound.param("end", end);
        }
    }

    /// How many there are of a sync.
    Bounded count(String sync) {
        return Bounded.of(count(new Causes(sync, "", null), Bounded.MOST + 1));
    }

    private long count(Causes causes, int most) {
        return causes.bind(transactions.sql("SELECT COUNT(*) FROM (SELECT at " + dialect.problemsByCause()
                        + causes.where() + " LIMIT " + most + ") w"))
                .query(Long.class)
                .single();
    }

    /// The causes, those with the most changes first; no more than 100 of a sync.
    ///
    /// @param code only this one; null for all
    List<Sum> sums(String sync, @Nullable String code) {
        var causes = code == null ? new Causes(sync, "", null) : new Causes(sync, code + ' ', code + '!');
        var sums = new ArrayList<>(count(causes, FEW) < FEW ? all(causes) : bounded(sync, list(causes)));
        sums.sort(Comparator.comparingLong((Sum sum) -> sum.changes().count()).reversed());
        return sums.subList(0, Math.min(MOST_CAUSES, sums.size()));
    }

    private List<Sum> all(Causes causes) {
        return causes.bind(transactions.sql("SELECT cause, COUNT(*) AS changes, MIN(at) AS first_at "
                        + dialect.problemsByCause() + causes.where() + " GROUP BY cause ORDER BY cause"))
                .query((rs, _) ->
                        new Sum(rs.getString("cause"), Bounded.of(rs.getLong("changes")), Runs.instant(rs, "first_at")))
                .list();
    }

    /// The causes themselves, each found behind the one before, whatever lies between.
    private List<String> list(Causes causes) {
        var found = new ArrayList<String>();
        var next = causes;
        while (next != null && found.size() < CAUSES) {
            var cause = next.bind(transactions.sql("SELECT cause " + dialect.problemsByCause() + next.where()
                            + (found.isEmpty() ? "" : " AND cause > :from") + " ORDER BY "
                            + dialect.order("sync", "cause") + " LIMIT 1"))
                    .query(String.class)
                    .optional();
            cause.ifPresent(found::add);
            next = cause.isEmpty() ? null : new Causes(causes.sync(), cause.get(), causes.end());
        }
        return found;
    }

    private List<Sum> bounded(String sync, List<String> causes) {
        if (causes.isEmpty()) {
            return List.of();
        }
        var one = "SELECT %d AS place, COUNT(*) AS changes, MIN(w.at) AS first_at FROM (SELECT at "
                + dialect.problemsByCause() + " WHERE sync = ? AND cause = ? ORDER BY "
                + dialect.order("sync, cause", "at") + " LIMIT " + (Bounded.MOST + 1) + ") w";
        var all = IntStream.range(0, causes.size())
                .mapToObj(place -> one.formatted(place))
                .collect(Collectors.joining(" UNION ALL "));
        var statement = transactions.sql(all);
        for (var cause : causes) {
            statement = statement.param(sync).param(cause);
        }
        return statement
                .query((rs, _) -> new Counted(
                        causes.get(rs.getInt("place")), rs.getLong("changes"), Runs.instantOrNull(rs, "first_at")))
                .list()
                .stream()
                .flatMap(counted -> counted.sum().stream())
                .toList();
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
