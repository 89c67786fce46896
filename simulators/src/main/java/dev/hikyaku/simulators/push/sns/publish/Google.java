package dev.hikyaku.simulators.push.sns.publish;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what is under the key `GCM`: FCM v1's form, or the one before it ("SNS FCM v1 payloads").
final class Google {
    private Google() {}

    /// Returns null when FCM could not take it.
    static @Nullable Content read(JsonNode json) {
        if (!json.has("fcmV1Message")) {
            return legacy(json);
        }
        var message = json.path("fcmV1Message").path("message");
        // SNS puts the token in, nobody else
        if (!message.isObject() || message.has("token") || !onlyTexts(message.path("data"))) {
            return null;
        }
        var android = message.path("android");
        return new Content(
                first(List.of(
                        android.path("notification").path("tag"),
                        message.path("apns").path("headers").path("apns-collapse-id"),
                        message.path("webpush").path("notification").path("tag"))),
                shown(message, "title"),
                shown(message, "body"),
                first(List.of(
                        android.path("data").path("open"), message.path("data").path("open"))));
    }

    private static String shown(JsonNode message, String name) {
        var text = first(List.of(
                message.path("android").path("notification").path(name),
                message.path("apns").path("payload").path("aps").path("alert").path(name),
                message.path("webpush").path("notification").path(name),
                message.path("notification").path(name)));
        return text == null ? "" : text;
    }

    private static @Nullable Content legacy(JsonNode json) {
        var notification = json.path("notification");
        var data = json.path("data");
        if (!notification.isObject() && !data.isObject()) {
            return null;
        }
        return new Content(
                first(List.of(notification.path("tag"))),
                notification.path("title").asString(""),
                notification.path("body").asString(""),
                first(List.of(data.path("open"))));
    }

    private static boolean onlyTexts(JsonNode data) {
        return data.isMissingNode() || (data.isObject() && data.valueStream().allMatch(JsonNode::isString));
    }

    private static @Nullable String first(List<JsonNode> nodes) {
        return nodes.stream()
                .filter(JsonNode::isString)
                .map((JsonNode node) -> node.asString())
                .findFirst()
                .orElse(null);
    }
}
