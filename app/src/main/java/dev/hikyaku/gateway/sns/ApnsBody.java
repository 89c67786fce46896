package dev.hikyaku.gateway.sns;

import dev.hikyaku.gateway.Notification;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A payload for APNs, and its headers as message attributes.
///
/// The override `apns` has the form it has for FCM, `headers` and `payload`, so that one manifest serves both gateways.
///
/// @param attributes by their reserved names; mutable
record ApnsBody(ObjectNode payload, Map<String, String> attributes) {
    private static final String RESERVED = "AWS.SNS.MOBILE.APNS.";
    private static final Map<String, String> HEADERS = Map.of(
            "apns-collapse-id", "COLLAPSE_ID",
            "apns-push-type", "PUSH_TYPE",
            "apns-priority", "PRIORITY",
            "apns-topic", "TOPIC");

    static ApnsBody of(Notification notification) {
        var payload = JsonNodeFactory.instance.objectNode();
        notification.data().forEach(payload::put);
        var aps = payload.putObject("aps");
        aps.putObject("alert").put("title", notification.title()).put("body", notification.body());
        if (notification.open() != null) {
            payload.put("open", notification.open());
        }
        if (notification.image() != null) {
            aps.put("mutable-content", 1);
            payload.putObject("fcm_options").put("image", notification.image());
        }
        var attributes = new HashMap<String, String>();
        attributes.put(RESERVED + "COLLAPSE_ID", notification.tag());
        attributes.put(RESERVED + "PUSH_TYPE", "alert");
        var override = notification.overrides().get("apns");
        if (override != null) {
            var over = Json.object("apns", override);
            Json.merge(payload, over.path("payload"));
            over.path("headers").properties().forEach(header -> {
                var name = HEADERS.get(header.getKey());
                if (name != null) {
                    attributes.put(RESERVED + name, header.getValue().asString(""));
                }
            });
        }
        return new ApnsBody(payload, attributes);
    }
}
