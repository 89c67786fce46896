package dev.hikyaku.simulators.push.fcm.send;

import java.util.List;
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

    private static final List<Place> PLACES = BY_PLACE.entrySet().stream()
            .map(place -> new Place(
                    place.getKey(),
                    place.getKey().isEmpty()
                            ? List.of()
                            : List.of(place.getKey().split("\\.", -1)),
                    place.getValue()))
            .toList();

    /// An object in the JSON, the way to it, and the names it may have.
    private record Place(String path, List<String> way, Set<String> names) {
        JsonNode in(JsonNode root) {
            var node = root;
            for (var name : way) {
                node = node.path(name);
            }
            return node;
        }
    }

    private KnownFields() {}

    /// @throws Refused when a name is not FCM's
    static void judge(JsonNode root) throws Refused {
        for (var place : PLACES) {
            for (var name : place.in(root).propertyNames()) {
                if (!place.names().contains(snake(name))) {
                    throw new Refused(Refusals.badField(
                            place.path(),
                            "Invalid JSON payload received. Unknown name \"" + name + "\" at '" + place.path()
                                    + "': Cannot find field."));
                }
            }
        }
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
