package dev.hikyaku.simulators.salesforce.http;

import dev.hikyaku.simulators.salesforce.org.Operation;
import dev.hikyaku.simulators.salesforce.org.Origin;
import dev.hikyaku.simulators.salesforce.org.RowOutcome;
import dev.hikyaku.simulators.salesforce.org.Table;
import dev.hikyaku.simulators.salesforce.wire.Answer;
import dev.hikyaku.simulators.salesforce.wire.ApiError;
import dev.hikyaku.simulators.salesforce.wire.Call;
import dev.hikyaku.simulators.salesforce.wire.Routes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// `/composite/sobjects`: up to 200 records a call, answered in the order of the request.
record CollectionsDoor(World world) {
    private static final String COLLECTIONS = "/services/data/{v}/composite/sobjects";
    private static final int MOST = 200;
    private static final int MOST_RUNS = 10;
    private static final Pattern COMMA = Pattern.compile(",");

    void addTo(Routes routes) {
        routes.add("PATCH", COLLECTIONS + "/{}/{}", this::upsert)
                .add("POST", COLLECTIONS, call -> byType(call, Operation.INSERT))
                .add("PATCH", COLLECTIONS, call -> byType(call, Operation.UPDATE))
                .add("DELETE", COLLECTIONS, this::delete);
    }

    private Answer upsert(Call call) throws IOException {
        var table = table(call.piece(1));
        var field = call.piece(2);
        var position = table.schema().position(field);
        if (position.isEmpty()
                || !table.schema().fields().get(position.getAsInt()).traits().externalId()) {
            throw new ApiError(
                    404, "NOT_FOUND", "Provided external ID field does not exist or is not accessible: " + field);
        }
        var body = call.json();
        var records = records(body);
        for (var record : records) {
            if (!table(type(record)).equals(table)) {
                throw new ApiError(
                        400,
                        "INVALID_TYPE",
                        "all records must be of type " + table.schema().name());
            }
        }
        var writer = writer(call).save(table, Operation.UPSERT, position.getAsInt(), records);
        return answer(writer.commit(allOrNone(body)));
    }

    private RestWriter writer(Call call) {
        return new RestWriter(world, Origin.COLLECTIONS, call);
    }

    private Answer byType(Call call, Operation operation) throws IOException {
        var body = call.json();
        var writer = writer(call);
        for (var run : runs(records(body), CollectionsDoor::type)) {
            var renamed = run.stream().map(CollectionsDoor::renamed).toList();
            writer.save(table(type(run.getFirst())), operation, -1, renamed);
        }
        return answer(writer.commit(allOrNone(body)));
    }

    /// Cuts the list where the kind changes; Salesforce takes at most ten such pieces.
    private static <T> List<List<T>> runs(List<T> all, Function<T, String> kind) {
        var runs = new ArrayList<List<T>>();
        for (var item : all) {
            if (runs.isEmpty() || !kind.apply(runs.getLast().getFirst()).equals(kind.apply(item))) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(item);
        }
        if (runs.size() > MOST_RUNS) {
            throw new ApiError(
                    400, "LIMIT_EXCEEDED", "the records of one request may change their type at most 10 times");
        }
        return runs;
    }

    private static JsonNode renamed(JsonNode record) {
        var copy = record.asObject();
        var id = copy.remove("id");
        return id == null ? (JsonNode) copy : copy.set("Id", id);
    }

    private Answer delete(Call call) {
        var ids = COMMA.splitAsStream(call.query("ids")).toList();
        checkCount(call.query("ids").isEmpty() ? 0 : ids.size());
        var writer = writer(call);
        for (var run : runs(ids, id -> id.substring(0, Math.min(3, id.length())))) {
            var table = world.org()
                    .tableOf(run.getFirst())
                    .orElseThrow(() -> new ApiError(400, "MALFORMED_ID", "malformed id " + run.getFirst()));
            writer.delete(table, run);
        }
        return answer(writer.commit(call.query("allOrNone").equals("true")));
    }

    private static boolean allOrNone(JsonNode body) {
        return body.path("allOrNone").asBoolean(false);
    }

    private static List<JsonNode> records(JsonNode body) {
        var json = body.path("records");
        if (!json.isArray()) {
            throw new ApiError(400, "JSON_PARSER_ERROR", "Cannot deserialize records: a list is wanted");
        }
        var records = new ArrayList<JsonNode>();
        json.forEach(records::add);
        checkCount(records.size());
        for (var record : records) {
            if (!record.isObject()) {
                throw new ApiError(400, "JSON_PARSER_ERROR", "Cannot deserialize a record from " + record);
            }
        }
        return records;
    }

    private static void checkCount(int count) {
        if (count == 0) {
            throw new ApiError(400, "INVALID_INPUT", "at least one record is required");
        }
        if (count > MOST) {
            throw new ApiError(400, "EXCEEDED_ID_LIMIT", "record limit reached. cannot submit more than 200 records");
        }
    }

    private static String type(JsonNode record) {
        return record.path("attributes").path("type").asString("");
    }

    private Table table(String name) {
        return world.org()
                .table(name)
                .orElseThrow(() -> new ApiError(400, "INVALID_TYPE", "sObject type '" + name + "' is not supported."));
    }

    private static Answer answer(List<RowOutcome> outcomes) {
        var json = JsonNodeFactory.instance.arrayNode();
        outcomes.forEach(outcome -> json.add(RecordJson.outcome(outcome)));
        return new Answer.Json(200, json);
    }
}
