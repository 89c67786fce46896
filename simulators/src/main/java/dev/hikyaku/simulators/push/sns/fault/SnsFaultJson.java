package dev.hikyaku.simulators.push.sns.fault;

import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Faults as the control door speaks of them.
public final class SnsFaultJson {
    private SnsFaultJson() {}

    /// For example `{"kind":"slowAnswer","action":"Publish","token":"late-","share":0.5,"millis":2000,"times":10}`.
    ///
    /// @throws IllegalArgumentException when it says what no fault is
    public static SnsFault read(JsonNode json) {
        var wire = json.path("kind").asString("");
        var kind = SnsFault.Kind.of(wire)
                .orElseThrow(() -> new IllegalArgumentException("kind: found " + wire + ", wanted one of "
                        + Arrays.stream(SnsFault.Kind.values())
                                .map(SnsFault.Kind::wire)
                                .collect(Collectors.joining(", "))));
        return new SnsFault(
                kind,
                json.path("action").asString(""),
                json.path("token").asString(""),
                json.path("share").asDouble(1),
                json.path("millis").asLong(0),
                json.path("code").asString(kind == SnsFault.Kind.PROVIDER ? "UNREGISTERED" : "InternalError"),
                json.path("status").asInt(500),
                json.path("times").asInt(0));
    }

    /// The fault with all its members.
    public static ObjectNode write(SnsFault fault) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", fault.kind().wire())
                .put("action", fault.action())
                .put("token", fault.token())
                .put("share", fault.share())
                .put("millis", fault.millis())
                .put("code", fault.code())
                .put("status", fault.status())
                .put("times", fault.times());
    }
}
