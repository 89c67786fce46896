package dev.hikyaku.simulators.salesforce.http;

import dev.hikyaku.simulators.salesforce.org.Org;
import dev.hikyaku.simulators.salesforce.org.Row;
import dev.hikyaku.simulators.salesforce.org.Table;
import dev.hikyaku.simulators.salesforce.query.QueryRun;
import dev.hikyaku.simulators.salesforce.query.Soql;
import dev.hikyaku.simulators.salesforce.wire.Answer;
import dev.hikyaku.simulators.salesforce.wire.ApiError;
import dev.hikyaku.simulators.salesforce.wire.Call;
import dev.hikyaku.simulators.salesforce.wire.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `/query` and `/queryAll`, 2,000 records a page.
final class QueryDoor {
    private static final int PAGE = 2000;
    private static final int KEPT_CURSORS = 50;

    /// A query whose further pages may be asked for.
    private record Cursor(Soql query, Table table, List<Row> rows) {}

    private final Org org;
    private final AtomicInteger lastCursor = new AtomicInteger();
    private final Map<String, Cursor> cursors = new LinkedHashMap<>();

    QueryDoor(World world) {
        this.org = world.org();
    }

    void addTo(Routes routes) {
        routes.add("GET", "/services/data/{v}/query", call -> query(call, false))
                .add("GET", "/services/data/{v}/queryAll", call -> query(call, true))
                .add("GET", "/services/data/{v}/query/{}", this::more)
                .add("GET", "/services/data/{v}/queryAll/{}", this::more);
    }

    private Answer query(Call call, boolean withDeleted) {
        var query = Soql.parse(call.query("q"));
        var run = new QueryRun(org, query, withDeleted);
        var cursor = new Cursor(query, run.table(), org.read(run::rows));
        if (query.fields().isEmpty()) {
            var json = JsonNodeFactory.instance.objectNode();
            json.put("totalSize", cursor.rows.size()).put("done", true).putArray("records");
            return new Answer.Json(200, json);
        }
        var id = "01g" + lastCursor.incrementAndGet();
        if (cursor.rows.size() > PAGE) {
            keep(id, cursor);
        }
        return page(call, id, cursor, 0);
    }

    private synchronized void keep(String id, Cursor cursor) {
        cursors.put(id, cursor);
        if (cursors.size() > KEPT_CURSORS) {
            cursors.remove(cursors.keySet().iterator().next());
        }
    }

    private synchronized Cursor kept(String id) {
        var cursor = cursors.get(id);
        if (cursor == null) {
            throw new ApiError(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
        }
        return cursor;
    }

    private Answer more(Call call) {
        var locator = call.piece(1);
        if (!locator.matches("01g[0-9]+-[0-9]{1,9}")) {
            throw new ApiError(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
        }
        var dash = locator.indexOf('-');
        var id = locator.substring(0, dash);
        return page(call, id, kept(id), Integer.parseInt(locator.substring(dash + 1)));
    }

    private Answer page(Call call, String id, Cursor cursor, int from) {
        var version = call.piece(0);
        var to = Math.min(cursor.rows.size(), from + PAGE);
        var json = JsonNodeFactory.instance.objectNode();
        json.put("totalSize", cursor.rows.size()).put("done", to == cursor.rows.size());
        if (to < cursor.rows.size()) {
            json.put("nextRecordsUrl", "/services/data/v" + version + "/query/" + id + "-" + to);
        }
        var records = json.putArray("records");
        org.read(() -> {
            for (var row : cursor.rows.subList(Math.min(from, to), to)) {
                records.add(record(cursor, row, version));
            }
            return to;
        });
        return new Answer.Json(200, json);
    }

    private ObjectNode record(Cursor cursor, Row row, String version) {
        var json = RecordJson.attributes(cursor.table, row, version);
        for (var field : cursor.query.fields()) {
            var dot = field.indexOf('.');
            if (dot > 0) {
                related(json, cursor.table, row, field, version);
            } else if (!RecordJson.put(json, cursor.table, row, field)) {
                throw QueryRun.noSuchColumn(cursor.table, field);
            }
        }
        return json;
    }

    private void related(ObjectNode json, Table table, Row row, String path, String version) {
        var dot = path.indexOf('.');
        var position = table.schema()
                .relationship(path.substring(0, dot))
                .orElseThrow(() -> QueryRun.noSuchColumn(table, path));
        var reference = table.schema().fields().get(position).reference();
        var id = row.value(position);
        if (reference == null || id == null) {
            json.putNull(path.substring(0, dot));
            return;
        }
        var parents = org.tableOf(id).orElseThrow();
        var parent = parents.byId(id).orElseThrow();
        var nested = json.optional(path.substring(0, dot))
                .filter(node -> node.isObject())
                .map(node -> node.asObject())
                .orElseGet(() -> RecordJson.attributes(parents, parent, version));
        if (!RecordJson.put(nested, parents, parent, path.substring(dot + 1))) {
            throw QueryRun.noSuchColumn(parents, path.substring(dot + 1));
        }
        json.set(path.substring(0, dot), nested);
    }
}
