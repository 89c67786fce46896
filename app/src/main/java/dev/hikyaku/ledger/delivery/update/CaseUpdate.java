package dev.hikyaku.ledger.delivery.update;

import dev.hikyaku.ledger.Transactions;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A [JoinedUpdate] as single-table updates of some rows each: a value that is the same for all of them is told once,
/// one that differs by a `CASE` of the ids.
///
/// @param set part of the statement; values are named `s.new_...`
/// @param condition on the delivery `d`
record CaseUpdate(String set, String condition) {
    private static final int AT_ONCE = 50;

    /// They are few: sizes below this, sides of few values.
    private static final Map<CaseUpdate, Map<Shape, String>> STATEMENTS = new ConcurrentHashMap<>();

    /// Rows that go with one statement, and which of their values differ.
    private record Some(List<Map<String, Object>> rows, Set<String> differing) {
        static Some of(List<Map<String, Object>> rows, List<String> names) {
            var first = rows.getFirst();
            var differing = new HashSet<String>();
            for (var name : names) {
                if (rows.stream().anyMatch(row -> !Objects.equals(row.get(name), first.get(name)))) {
                    differing.add(name);
                }
            }
            return new Some(rows, differing);
        }

        Shape shape() {
            return new Shape(rows.size(), differing);
        }
    }

    /// What says how the statement looks.
    private record Shape(int rows, Set<String> differing) {}

    void apply(Transactions transactions, List<Map<String, Object>> rows) {
        var names = JoinedUpdate.VALUE
                .matcher(set)
                .results()
                .map(value -> value.group(1))
                .toList();
        var byShape = new HashMap<Shape, List<Some>>();
        for (var alike : alike(rows)) {
            for (int from = 0; from < alike.size(); from += AT_ONCE) {
                var some = Some.of(alike.subList(from, Math.min(alike.size(), from + AT_ONCE)), names);
                byShape.computeIfAbsent(some.shape(), _ -> new ArrayList<>()).add(some);
            }
        }
        byShape.forEach((shape, several) -> transactions.insertAll(
                statement(shape), several, (statement, _, some) -> bind(statement, names, some)));
    }

    /// Rows with the same names of values side by side, in the order of their ids: accepted ones have no reason, so
    /// that theirs need not be told for each.
    private static Iterable<List<Map<String, Object>>> alike(List<Map<String, Object>> rows) {
        return rows.stream()
                .sorted(Comparator.comparing(row -> (Long) row.get("id")))
                .collect(Collectors.groupingBy(Map::keySet))
                .values();
    }

    private String statement(Shape shape) {
        return STATEMENTS.computeIfAbsent(this, _ -> new ConcurrentHashMap<>()).computeIfAbsent(shape, this::write);
    }

    private String write(Shape shape) {
        var texts = JoinedUpdate.VALUE.matcher(set).replaceAll(value -> {
            var differs = shape.differing().contains(value.group(1));
            return differs ? "CASE d.id" + " WHEN ? THEN ?".repeat(shape.rows()) + " END" : "?";
        });
        return "UPDATE hk_delivery d SET " + texts + " WHERE d.id IN (?" + ", ?".repeat(shape.rows() - 1) + ") AND "
                + condition;
    }

    private static void bind(PreparedStatement statement, List<String> names, Some some) throws SQLException {
        int next = 1;
        for (var name : names) {
            if (some.differing().contains(name)) {
                for (var row : some.rows()) {
                    bind(statement, next++, row.get("id"));
                    bind(statement, next++, row.get(name));
                }
            } else {
                bind(statement, next++, some.rows().getFirst().get(name));
            }
        }
        for (var row : some.rows()) {
            bind(statement, next++, row.get("id"));
        }
    }

    private static void bind(PreparedStatement statement, int at, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(at, Types.VARCHAR);
            case Long number -> statement.setLong(at, number);
            case Integer number -> statement.setInt(at, number);
            default -> statement.setString(at, value.toString());
        }
    }
}
