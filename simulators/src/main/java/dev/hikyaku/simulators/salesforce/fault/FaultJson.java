package dev.hikyaku.simulators.salesforce.fault;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Faults as JSON, for example `{"kind":"error","status":503,"share":0.5,"path":"/jobs/ingest","times":3}`.
public final class FaultJson {
    private static final Set<String> MEMBERS = Set.of(
            "kind",
            "method",
            "path",
            "share",
            "ms",
            "afterCalls",
            "rows",
            "batches",
            "tries",
            "status",
            "parent",
            "field",
            "times");

    private FaultJson() {}

    /// Reads a fault.
    ///
    /// @throws IllegalArgumentException with a sentence about what is wrong
    public static Fault read(JsonNode json) {
        var wire = json.path("kind").asString("");
        var kind = Fault.Kind.of(wire)
                .orElseThrow(() -> new IllegalArgumentException("kind: found " + wire + ", wanted one of "
                        + Arrays.stream(Fault.Kind.values())
                                .map(Fault.Kind::wire)
                                .collect(Collectors.joining(", "))));
        for (var name : json.propertyNames()) {
            if (!MEMBERS.contains(name)) {
                throw new IllegalArgumentException("found the unknown member " + name);
            }
        }
        var share = json.path("share").asDouble(kind == Fault.Kind.TRUNCATE_RESULTS ? 0.5 : 1);
        if (share < 0 || share > 1) {
            throw new IllegalArgumentException("share: found " + share + ", wanted a number from 0 to 1");
        }
        return new Fault(
                kind,
                json.path("method").asString(""),
                json.path("path").asString(""),
                share,
                amount(json),
                json.path("status").asInt(503),
                json.path("parent").asString(""),
                json.path("field").asString(""),
                json.path("times").asInt(kind == Fault.Kind.EXPIRE_TOKENS ? 1 : 0));
    }

    private static long amount(JsonNode json) {
        return Stream.of("ms", "afterCalls", "rows", "batches", "tries")
                .mapToLong(name -> json.path(name).asLong(0))
                .max()
                .orElse(0);
    }

    /// Writes a fault; `times` is what is left of it.
    public static ObjectNode write(Fault fault) {
        var json =
                JsonNodeFactory.instance.objectNode().put("kind", fault.kind().wire());
        json.put("method", fault.method()).put("path", fault.path()).put("share", fault.share());
        switch (fault.kind()) {
            case LATENCY, SLOW_IN_PROGRESS -> json.put("ms", fault.amount());
            case EXPIRE_TOKENS -> json.put("afterCalls", fault.amount());
            case FAIL_AFTER_ROWS, ABORT_AFTER_ROWS, DELETE_AFTER_ROWS -> json.put("rows", fault.amount());
            case FAIL_AFTER_BATCHES -> json.put("batches", fault.amount());
            case BATCH_TIMEOUT -> json.put("tries", fault.amount());
            case LOCK_CONTENTION -> json.put("field", fault.field());
            case ERROR -> json.put("status", fault.status());
            case LOCK_SHARE -> json.put("parent", fault.parent());
            case LIMIT_EXCEEDED, RESET, LOSE_ANSWER, TRUNCATE_RESULTS -> {
                // nothing of their own
            }
        }
        return json.put("times", fault.times());
    }
}
