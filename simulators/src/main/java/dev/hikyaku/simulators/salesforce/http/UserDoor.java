package dev.hikyaku.simulators.salesforce.http;

import dev.hikyaku.simulators.salesforce.wire.Answer;
import dev.hikyaku.simulators.salesforce.wire.ApiError;
import dev.hikyaku.simulators.salesforce.wire.Call;
import dev.hikyaku.simulators.salesforce.wire.Routes;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What a person may do in the org, by `/simulator/...`: edit, delete, undelete, merge, refresh, end jobs, set limits.
record UserDoor(World world) {

    /// An act that the org may refuse with an [IllegalArgumentException].
    private interface Act {
        String go(Call call) throws IOException;
    }

    void addTo(Routes routes) {
        add(routes, "POST", "/simulator/records/{}", call -> world.user().create(call.piece(0), values(call)));
        add(routes, "PATCH", "/simulator/records/{}", this::edit);
        add(routes, "DELETE", "/simulator/records/{}", this::delete);
        add(routes, "POST", "/simulator/records/{}/undelete", this::undelete);
        add(routes, "POST", "/simulator/records/{}/merge", this::merge);
        add(routes, "POST", "/simulator/refresh", _ -> refresh());
        add(routes, "POST", "/simulator/recycle-bin", this::recycleBin);
        add(routes, "POST", "/simulator/allowances", this::allowances);
        add(routes, "POST", "/simulator/jobs/{}/abort", this::abort);
        add(routes, "DELETE", "/simulator/jobs/{}", this::dismiss);
    }

    private static void add(Routes routes, String method, String path, Act act) {
        routes.add(method, path, call -> {
            try {
                return new Answer.Json(
                        200, JsonNodeFactory.instance.objectNode().put("id", act.go(call)));
            } catch (IllegalArgumentException refused) {
                throw new ApiError(400, "REFUSED", String.valueOf(refused.getMessage()));
            }
        });
    }

    private static Map<String, String> values(Call call) throws IOException {
        var values = new LinkedHashMap<String, String>();
        for (var member : call.json().properties()) {
            values.put(member.getKey(), member.getValue().asString(""));
        }
        return values;
    }

    private String edit(Call call) throws IOException {
        world.user().edit(call.piece(0), values(call));
        return call.piece(0);
    }

    private String delete(Call call) {
        world.user().delete(call.piece(0));
        return call.piece(0);
    }

    private String undelete(Call call) {
        world.user().undelete(call.piece(0));
        return call.piece(0);
    }

    private String merge(Call call) throws IOException {
        var losers = StreamSupport.stream(call.json().path("losers").spliterator(), false)
                .map(JsonNode::asString)
                .toList();
        world.user().merge(call.piece(0), losers);
        return call.piece(0);
    }

    private String refresh() {
        world.user().refresh();
        return world.org().id();
    }

    private String recycleBin(Call call) throws IOException {
        world.org().recycledKeysBlock(call.json().path("blocksKeys").asBoolean(false));
        return world.org().id();
    }

    private String allowances(Call call) throws IOException {
        var json = call.json();
        var allowances = world.allowances();
        allowances.setApiCalls(json.path("apiCalls").asInt(allowances.apiCalls()));
        allowances.setBulkBatches(json.path("bulkBatches").asInt(allowances.bulkBatches()));
        return world.org().id();
    }

    private String abort(Call call) {
        world.jobs().change(call.piece(0), "Aborted");
        return call.piece(0);
    }

    private String dismiss(Call call) {
        world.jobs().dismiss(call.piece(0));
        return call.piece(0);
    }
}
