package dev.hikyaku.ledger.delivery.update;

import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;
import dev.hikyaku.ledger.dialect.H2;
import dev.hikyaku.ledger.dialect.MariaDb;
import dev.hikyaku.ledger.dialect.PostgreSql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/// Changes many deliveries, each to values of its own. PostgreSQL reads them as a table `s` out of one JSON text;
/// MariaDB takes few at a time, for its joined update keeps a temporary table that costs twice as much; H2 takes a
/// batch
/// of single statements, in its own process anyway.
///
/// @param set part of the statement; values are named `s.new_...`
/// @param columns name without `new_` -> SQL type of the value
/// @param condition on the delivery as it stands
/// @param room part of the statement on MariaDB: what is given up for what is written
public record JoinedUpdate(String set, Map<String, String> columns, String condition, String room) {
    static final Pattern VALUE = Pattern.compile("s\\.new_(\\w+)");
    private static final JsonMapper JSON = JsonMapper.shared();

    /// Applies it to rows of values; each has an `id` besides.
    public void apply(Transactions transactions, Dialect dialect, List<Map<String, Object>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        switch (dialect) {
            case H2 _ -> batch(transactions, rows);
            case MariaDb _ -> new CaseUpdate(set + ", " + room, condition).apply(transactions, rows);
            case PostgreSql _ ->
                transactions
                        .sql("UPDATE hk_delivery d SET " + set + " FROM json_to_recordset(CAST(:rows AS json))"
                                + " AS s (id BIGINT" + postgreSqlColumns() + ") WHERE d.id = s.id AND " + condition)
                        .param("rows", json(rows))
                        .update();
        }
    }

    private static String json(List<Map<String, Object>> rows) {
        return JSON.writeValueAsString(rows.stream()
                .map(row -> {
                    var named = new HashMap<String, Object>();
                    row.forEach((name, value) -> named.put(name.equals("id") ? name : "new_" + name, text(value)));
                    return named;
                })
                .toList());
    }

    /// PostgreSQL keeps no NUL in a text.
    private static Object text(Object value) {
        return value instanceof String text ? text.replace("\0", "") : value;
    }

    private String postgreSqlColumns() {
        var text = new StringBuilder();
        columns.forEach((name, type) -> text.append(", new_" + name + " " + type));
        return text.toString();
    }

    private void batch(Transactions transactions, List<Map<String, Object>> rows) {
        var order = new ArrayList<String>();
        VALUE.matcher(set).results().forEach(value -> order.add(value.group(1)));
        transactions.insertAll(
                "UPDATE hk_delivery SET " + VALUE.matcher(set).replaceAll("?") + " WHERE id = ? AND "
                        + condition.replace("d.", ""),
                rows,
                (statement, _, row) -> {
                    for (int i = 0; i < order.size(); i++) {
                        statement.setObject(i + 1, row.get(order.get(i)));
                    }
                    statement.setObject(order.size() + 1, row.get("id"));
                });
    }
}
