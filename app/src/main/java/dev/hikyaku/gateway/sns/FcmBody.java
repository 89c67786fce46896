package dev.hikyaku.gateway.sns;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Notification;
import java.time.Instant;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// FCM v1's `message` without a target: SNS puts the token in ("SNS FCM v1 payloads").
final class FcmBody {
    private FcmBody() {}

    static ObjectNode of(Notification notification, Address.Platform platform, Instant now) {
        var message = JsonNodeFactory.instance.objectNode();
        var shown = message.putObject("notification");
        shown.put("title", notification.title()).put("body", notification.body());
        if (notification.image() != null) {
            shown.put("image", notification.image());
        }
        var data = JsonNodeFactory.instance.objectNode();
        notification.data().forEach(data::put);
        if (notification.open() != null) {
            data.put("open", notification.open());
        }
        if (!data.isEmpty()) {
            message.set("data", data);
        }
        // the other platforms' parts would count towards the 4096 bytes
        switch (platform) {
            case ANDROID -> android(message.putObject("android"), notification);
            case IOS -> apns(message.putObject("apns"), notification, now);
            case WEB -> web(message.putObject("webpush"), notification);
        }
        return message;
    }

    private static void android(ObjectNode android, Notification notification) {
        android.put("priority", "high").put("ttl", notification.ttl().toSeconds() + "s");
        android.putObject("notification").put("tag", notification.tag());
        override(android, notification, "android");
    }

    private static void apns(ObjectNode apns, Notification notification, Instant now) {
        // the TTL attribute does not reach iPhones on this way; 0 asks for one attempt, now
        var until =
                notification.ttl().isZero() ? 0 : now.plus(notification.ttl()).getEpochSecond();
        apns.putObject("headers")
                .put("apns-collapse-id", notification.tag())
                .put("apns-expiration", Long.toString(until));
        override(apns, notification, "apns");
    }

    private static void web(ObjectNode web, Notification notification) {
        web.putObject("headers").put("TTL", Long.toString(notification.ttl().toSeconds()));
        web.putObject("notification").put("tag", notification.tag());
        override(web, notification, "webpush");
    }

    private static void override(ObjectNode part, Notification notification, String name) {
        var override = notification.overrides().get(name);
        if (override != null) {
            Json.merge(part, Json.object(name, override));
        }
    }
}
