package dev.hikyaku.simulators.salesforce.http;

import dev.hikyaku.simulators.salesforce.org.Operation;
import dev.hikyaku.simulators.salesforce.org.Origin;
import dev.hikyaku.simulators.salesforce.org.Row;
import dev.hikyaku.simulators.salesforce.org.RowOutcome;
import dev.hikyaku.simulators.salesforce.org.Table;
import dev.hikyaku.simulators.salesforce.wire.Answer;
import dev.hikyaku.simulators.salesforce.wire.ApiError;
import dev.hikyaku.simulators.salesforce.wire.Call;
import dev.hikyaku.simulators.salesforce.wire.Routes;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `/sobjects`: describe, and one record at a time.
record ObjectDoor(World world) {
    private static final String OBJECTS = "/services/data/{v}/sobjects";

    void addTo(Routes routes) {
        routes.add("GET", OBJECTS, call -> new Answer.Json(200, Describe.global(world.org(), call.piece(0))))
                .add(
                        "GET",
                        OBJECTS + "/{}/describe",
                        call -> new Answer.Json(200, Describe.object(world.org(), table(call), call.piece(0))))
                .add(
                        "POST",
                        OBJECTS + "/{}",
                        call -> save(call, Operation.INSERT, call.json().asObject()))
                .add("GET", OBJECTS + "/{}/{}", call -> found(call, byId(call)))
                .add("PATCH", OBJECTS + "/{}/{}", this::update)
                .add("DELETE", OBJECTS + "/{}/{}", call -> delete(call, byId(call)))
                .add("GET", OBJECTS + "/{}/{}/{}", call -> found(call, byField(call)))
                .add("PATCH", OBJECTS + "/{}/{}/{}", this::upsert)
                .add("DELETE", OBJECTS + "/{}/{}/{}", call -> delete(call, byField(call)));
    }

    private Table table(Call call) {
        return world.org().table(call.piece(1)).orElseThrow(ApiError::notFound);
    }

    private Row byId(Call call) {
        var table = table(call);
        return world.org()
                .read(() -> table.byId(call.piece(2)))
                .filter(row -> !row.isDeleted())
                .orElseThrow(ApiError::notFound);
    }

    private Row byField(Call call) {
        var table = table(call);
        if (call.piece(2).equalsIgnoreCase("Id")) {
            return table.byId(call.piece(3)).filter(row -> !row.isDeleted()).orElseThrow(ApiError::notFound);
        }
        var position = position(table, call.piece(2));
        var rows = world.org().read(() -> table.byValue(position, call.piece(3)));
        if (rows.size() > 1) {
            throw new ApiError(300, "MULTIPLE_CHOICES", "more than one record found");
        }
        return rows.stream().findFirst().orElseThrow(ApiError::notFound);
    }

    private static int position(Table table, String field) {
        return table.schema().position(field).stream()
                .filter(at -> table.schema().fields().get(at).traits().externalId())
                .findFirst()
                .orElseThrow(() -> new ApiError(
                        404, "NOT_FOUND", "Provided external ID field does not exist or is not accessible: " + field));
    }

    private Answer found(Call call, Row row) {
        var table = table(call);
        return new Answer.Json(200, world.org().read(() -> RecordJson.whole(table, row, call.piece(0))));
    }

    private Answer update(Call call) throws IOException {
        var body = call.json().asObject();
        return save(call, Operation.UPDATE, body.put("Id", call.piece(2)));
    }

    private Answer upsert(Call call) throws IOException {
        var body = call.json().asObject();
        position(table(call), call.piece(2));
        return save(call, Operation.UPSERT, body.put(call.piece(2), call.piece(3)));
    }

    private Answer save(Call call, Operation operation, ObjectNode record) {
        var table = table(call);
        var matchBy = operation == Operation.UPSERT ? position(table, call.piece(2)) : -1;
        var outcome = new RestWriter(world, Origin.RECORD, call)
                .save(table, operation, matchBy, List.of(record))
                .commit(false)
                .getFirst();
        return switch (outcome) {
            case RowOutcome.Refused refused -> RecordJson.refused(refused.failure());
            case RowOutcome.Saved saved -> {
                if (operation == Operation.UPDATE) {
                    yield new Answer.Nothing(204);
                }
                var json = JsonNodeFactory.instance.objectNode();
                json.put("id", saved.id()).put("success", true).putArray("errors");
                yield new Answer.Json(saved.created() ? 201 : 200, json.put("created", saved.created()));
            }
        };
    }

    private Answer delete(Call call, Row row) {
        var table = table(call);
        var outcome = new RestWriter(world, Origin.RECORD, call)
                .delete(table, List.of(table.id(row)))
                .commit(false)
                .getFirst();
        return switch (outcome) {
            case RowOutcome.Refused refused -> RecordJson.refused(refused.failure());
            case RowOutcome.Saved _ -> new Answer.Nothing(204);
        };
    }
}
