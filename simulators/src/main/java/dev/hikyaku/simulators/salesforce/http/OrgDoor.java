package dev.hikyaku.simulators.salesforce.http;

import dev.hikyaku.simulators.salesforce.schema.FakeUser;
import dev.hikyaku.simulators.salesforce.wire.Answer;
import dev.hikyaku.simulators.salesforce.wire.Call;
import dev.hikyaku.simulators.salesforce.wire.Routes;
import java.net.URI;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `/limits` and the list of resources.
record OrgDoor(World world, HttpDoors doors, URI url) {

    void addTo(Routes routes) {
        routes.add("GET", "/services/data/{v}/limits", _ -> limits()).add("GET", "/services/data/{v}", this::resources);
    }

    private Answer limits() {
        var allowances = world.allowances();
        var json = JsonNodeFactory.instance.objectNode();
        limit(json, "DailyApiRequests", allowances.apiCalls(), doors.calls());
        limit(
                json,
                "DailyBulkApiBatches",
                allowances.bulkBatches(),
                world.jobs().usedBatches());
        return new Answer.Json(200, json);
    }

    private static void limit(ObjectNode json, String name, int most, long used) {
        json.putObject(name).put("Max", most).put("Remaining", Math.max(0, most - used));
    }

    private Answer resources(Call call) {
        var base = call.path().replaceFirst("/$", "");
        var json = JsonNodeFactory.instance.objectNode();
        for (var name : new String[] {"sobjects", "query", "limits", "jobs", "composite"}) {
            json.put(name, base + "/" + name);
        }
        return new Answer.Json(
                200, json.put("identity", url + "/id/" + world.org().id() + "/" + FakeUser.ID));
    }
}
