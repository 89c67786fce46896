package dev.hikyaku.simulators.push.fcm.send;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The names that FCM's JSON may have ("FCM v1 messages"). Like all of Google's JSON it takes `collapse_key` and
/// `collapseKey` alike.
final class KnownFields {
    private static final Map<String, Set<String>> BY_PLACE = Map.of(
            "",
            Set.of("message", "validate_only"),
            "message",
            Set.of(
                    "name",
                    "token",
                    "fid",
                    "topic",
                    "condition",
                    "notification",
                    "data",
                    "android",
                    "apns",
                    "webpush",
                    "fcm_options"),
            "message.notification",
            Set.of("title", "body", "image"),
            "message.android",
            Set.of(
                    "collapse_key",
                    "priority",
                    "ttl",
                    "restricted_package_name",
                    "data",
                    "notification",
                    "fcm_options",
                    "direct_boot_ok",
                    "bandwidth_constrained_ok",
                    "restricted_satellite_ok"),
            "message.android.notification",
            Set.of(
                    "title",
                    "body",
                    "icon",
                    "color",
                    "sound",
                    "tag",
                    "click_action",
                    "body_loc_key",
                    "body_loc_args",
                    "title_loc_key",
                    "title_loc_args",
                    "channel_id",
                    "image",
                    "ticker",
                    "sticky",
                    "event_time",
                    "local_only",
                    "notification_priority",
                    "default_sound",
                    "default_vibrate_timings",
                    "default_light_settings",
                    "vibrate_timings",
                    "light_settings",
                    "visibility",
                    "notification_count",
                    "bypass_proxy_notification",
                    "proxy"),
            "message.apns",
            Set.of("headers", "payload", "fcm_options", "live_activity_token"),
            "message.webpush",
            Set.of("headers", "data", "notification", "fcm_options"));

    private KnownFields() {}

    /// @throws Refused when a name is not FCM's
    static void judge(JsonNode root) throws Refused {
        for (var place : BY_PLACE.entrySet()) {
            for (var name : at(root, place.getKey()).propertyNames()) {
                if (!place.getValue().contains(snake(name))) {
                    throw new Refused(Refusals.badField(
                            place.getKey(),
                            "Invalid JSON payload received. Unknown name \"" + name + "\" at '" + place.getKey()
                                    + "': Cannot find field."));
                }
            }
        }
    }

    static JsonNode at(JsonNode root, String path) {
        var node = root;
        for (var name : path.isEmpty() ? new String[0] : path.split("\\.", -1)) {
            node = node.path(name);
        }
        return node;
    }

    private static String snake(String name) {
        for (var at = 0; at < name.length(); at++) {
            if (Character.isUpperCase(name.charAt(at))) {
                return name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
            }
        }
        return name;
    }
}
