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
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// `/composite/sobjects`: up to 200 records a call, answered in the order of the request.
record CollectionsDoor(World world) {
    private static final String COLLECTIONS = "/services/data/{v}/composite/sobjects";
    private static final int MOST = 200;
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
        var records = records(call);
        for (var record : records) {
            if (!table(type(record)).equals(table)) {
                throw new ApiError(
                        400,
                        "INVALID_TYPE",
                        "all records must be of type " + table.schema().name());
            }
        }
        return answer(
                new RestWriter(world, Origin.COLLECTIONS).save(table, Operation.UPSERT, position.getAsInt(), records));
    }

    private Answer byType(Call call, Operation operation) throws IOException {
        var outcomes = new ArrayList<RowOutcome>();
        var run = new ArrayList<JsonNode>();
        for (var record : records(call)) {
            if (!run.isEmpty() && !type(run.getFirst()).equals(type(record))) {
                outcomes.addAll(saved(run, operation));
                run.clear();
            }
            run.add(record);
        }
        if (!run.isEmpty()) {
            outcomes.addAll(saved(run, operation));
        }
        return answer(outcomes);
    }

    private List<RowOutcome> saved(List<JsonNode> run, Operation operation) {
        var renamed = run.stream()
                .map(record -> {
                    var copy = record.asObject();
                    var id = copy.remove("id");
                    return id == null ? (JsonNode) copy : copy.set("Id", id);
                })
                .toList();
        return new RestWriter(world, Origin.COLLECTIONS).save(table(type(run.getFirst())), operation, -1, renamed);
    }

    private Answer delete(Call call) {
        if (call.query("allOrNone").equals("true")) {
            throw allOrNone();
        }
        var ids = COMMA.splitAsStream(call.query("ids")).toList();
        checkCount(ids.size());
        var outcomes = new ArrayList<RowOutcome>();
        for (var id : ids) {
            var table = world.org().tables().stream()
                    .filter(candidate -> id.startsWith(candidate.schema().keyPrefix()))
                    .findFirst()
                    .orElseThrow(() -> new ApiError(400, "MALFORMED_ID", "malformed id " + id));
            outcomes.addAll(new RestWriter(world, Origin.COLLECTIONS).delete(table, List.of(id)));
        }
        return answer(outcomes);
    }

    private static List<JsonNode> records(Call call) throws IOException {
        var body = call.json();
        if (body.path("allOrNone").asBoolean(false)) {
            throw allOrNone();
        }
        var records = new ArrayList<JsonNode>();
        body.path("records").forEach(records::add);
        checkCount(records.size());
        return records;
    }

    private static ApiError allOrNone() {
        return new ApiError(501, "NOT_IMPLEMENTED", "the simulator does not offer allOrNone: send false");
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
