package dev.hikyaku.simulators.push.sns.publish;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Reads what is under the keys `APNS` and `APNS_SANDBOX`; the headers are message attributes.
final class Apple {
    private Apple() {}

    static Content read(JsonNode json, Map<String, String> attributes) {
        var alert = json.path("aps").path("alert");
        var open = json.path("open");
        return new Content(
                attributes.get("AWS.SNS.MOBILE.APNS.COLLAPSE_ID"),
                alert.path("title").asString(""),
                alert.isString() ? alert.asString() : alert.path("body").asString(""),
                open.isString() ? open.asString() : null);
    }
}
