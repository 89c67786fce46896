package dev.hikyaku.simulators.salesforce.http;

import dev.hikyaku.simulators.salesforce.fault.FaultJson;
import dev.hikyaku.simulators.salesforce.org.Table;
import dev.hikyaku.simulators.salesforce.wire.Answer;
import dev.hikyaku.simulators.salesforce.wire.ApiError;
import dev.hikyaku.simulators.salesforce.wire.Call;
import dev.hikyaku.simulators.salesforce.wire.Routes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// The simulator's own doors: its page, its records, its jobs and its fault switches.
record ControlDoor(World world, HttpDoors doors) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int NEWEST = 50;

    void addTo(Routes routes) {
        routes.add("GET", "", _ -> page("index.html", "text/html;charset=UTF-8"))
                .add("GET", "/page.js", _ -> page("page.js", "text/javascript;charset=UTF-8"))
                .add("GET", "/page.css", _ -> page("page.css", "text/css;charset=UTF-8"))
                .add("GET", "/simulator/status", _ -> status())
                .add("GET", "/simulator/records", this::records)
                .add("GET", "/simulator/jobs", this::jobs)
                .add("GET", "/simulator/faults", _ -> faults())
                .add("POST", "/simulator/faults", this::setFault)
                .add("DELETE", "/simulator/faults", _ -> clearFaults());
    }

    private static Answer page(String name, String contentType) throws IOException {
        try (var stream = ControlDoor.class.getResourceAsStream("/dev/hikyaku/simulators/salesforce/" + name)) {
            if (stream == null) {
                throw ApiError.notFound();
            }
            return new Answer.Page(contentType, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private Answer status() {
        var json = MAPPER.createObjectNode();
        json.put("org", world.org().schema().name()).put("orgId", world.org().id());
        json.put("apiCalls", doors.calls()).put("apiWrites", doors.writes());
        var records = json.putObject("records");
        world.org().tables().forEach(table -> records.put(table.schema().name(), table.size()));
        return new Answer.Json(200, json);
    }

    private Answer records(Call call) {
        var table = world.org().table(call.query("object")).orElseThrow(ApiError::notFound);
        var most = most(call);
        return new Answer.Json(200, world.org().read(() -> newest(table, most)));
    }

    private static ArrayNode newest(Table table, int most) {
        var json = MAPPER.createArrayNode();
        var rows = table.rows();
        for (var at = rows.size() - 1; at >= 0 && json.size() < most; at--) {
            var row = rows.get(at);
            if (!row.isDeleted()) {
                json.add(RecordJson.whole(table, row, "66.0").without("attributes"));
            }
        }
        return json;
    }

    private Answer jobs(Call call) {
        var json = MAPPER.createArrayNode();
        var most = most(call);
        world.jobs().list().reversed().stream()
                .limit(most)
                .forEach(job -> json.add(world.jobs().get(job.path("id").asString())));
        return new Answer.Json(200, json);
    }

    private static int most(Call call) {
        var newest = call.query("newest");
        if (newest.isEmpty()) {
            return Integer.MAX_VALUE;
        }
        return newest.matches("[0-9]{1,9}") ? Integer.parseInt(newest) : NEWEST;
    }

    private Answer faults() {
        var json = MAPPER.createObjectNode();
        var array = json.putArray("faults");
        world.faults().active().forEach(fault -> array.add(FaultJson.write(fault)));
        return new Answer.Json(200, json);
    }

    private Answer setFault(Call call) throws IOException {
        try {
            world.faults().set(FaultJson.read(call.json()));
            return faults();
        } catch (IllegalArgumentException wrong) {
            throw new ApiError(400, "INVALID_FAULT", String.valueOf(wrong.getMessage()));
        }
    }

    private Answer clearFaults() {
        world.faults().clear();
        return faults();
    }
}
