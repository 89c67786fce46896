package dev.hikyaku.simulators.push.sns.http;

import dev.hikyaku.simulators.push.sns.fault.SnsFaultJson;
import dev.hikyaku.simulators.push.sns.quota.Quotas;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The simulator's own doors: `/simulator/status`, `/simulator/faults` and `/simulator/quotas`.
record SnsControlDoor(SnsWorld world) {
    private static final JsonMapper MAPPER = new JsonMapper();

    record Said(int status, String json) {}

    Said answer(String method, String path, String body) {
        return switch (method + " " + path) {
            case "GET /simulator/status" -> good(status());
            case "GET /simulator/faults" -> good(faults());
            case "POST /simulator/faults" -> set(body);
            case "DELETE /simulator/faults" -> {
                world.around().faults().clear();
                yield good(faults());
            }
            case "POST /simulator/quotas" -> grant(body);
            default -> new Said(404, object().put("error", "no such door").toString());
        };
    }

    private static Said good(ObjectNode json) {
        return new Said(200, json.toString());
    }

    private ObjectNode status() {
        var counts = world.around().phones().counts();
        var duplicates = world.courier().publishes().duplicates();
        var json = object();
        json.put("endpoints", world.around().registry().size())
                .put("publishes", world.courier().publishes().list().size())
                .put("duplicatesBySdk", duplicates.bySdk())
                .put("duplicatesByApplication", duplicates.byApplication())
                .put("events", world.queue().size());
        json.putObject("phones")
                .put("phones", counts.phones())
                .put("arrivals", counts.arrivals())
                .put("duplicates", counts.duplicates())
                .put("visibleDuplicates", counts.visibleDuplicates());
        return json;
    }

    private ObjectNode faults() {
        var json = object();
        var array = json.putArray("faults");
        world.around().faults().active().forEach(fault -> array.add(SnsFaultJson.write(fault)));
        return json;
    }

    private Said set(String body) {
        try {
            world.around().faults().set(SnsFaultJson.read(MAPPER.readTree(body)));
            return good(faults());
        } catch (IllegalArgumentException wrong) {
            return new Said(
                    400,
                    object().put("error", String.valueOf(wrong.getMessage())).toString());
        }
    }

    /// What is not named has no bound.
    private Said grant(String body) {
        var json = MAPPER.readTree(body);
        var quotas = new Quotas(
                json.path("publish").asDouble(Double.MAX_VALUE),
                json.path("endpoint").asDouble(Double.MAX_VALUE),
                json.path("list").asDouble(Double.MAX_VALUE));
        world.buckets().grant(quotas);
        return good(object().put("publish", quotas.publish())
                .put("endpoint", quotas.endpoint())
                .put("list", quotas.list()));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
