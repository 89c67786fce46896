package dev.hikyaku.gateway.fcm;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Notification;
import dev.hikyaku.gateway.fcm.FcmBody.Part;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Measures notifications as FCM does: the bytes of all keys and values, in UTF-8 ("FCM error codes",
/// `INVALID_ARGUMENT`).
public final class Fcm {
    /// What FCM takes at most.
    public static final int MOST_BYTES = 4096;

    private Fcm() {}

    /// Bytes of a notification on the platform where it is largest.
    ///
    /// @throws IllegalArgumentException when an override is no JSON object
    public static int size(Notification notification) {
        var largest = 0;
        for (var platform : Address.Platform.values()) {
            largest = Math.max(largest, size(notification, platform));
        }
        return largest;
    }

    /// Bytes of a notification on this platform.
    ///
    /// @throws IllegalArgumentException when an override is no JSON object
    public static int size(Notification notification, Address.Platform platform) {
        return shared(notification) + own(notification, platform);
    }

    private static int shared(Notification notification) {
        var bytes = pair("title", notification.title())
                + pair("body", notification.body())
                + pair("image", notification.image())
                + pair("open", notification.open());
        for (var entry : notification.data().entrySet()) {
            if (notification.open() == null || !entry.getKey().equals("open")) {
                bytes += pair(entry.getKey(), entry.getValue());
            }
        }
        return bytes;
    }

    private static int own(Notification notification, Address.Platform platform) {
        var part = Part.of(platform);
        var override = part.override(notification.overrides());
        if (override == null) {
            return part == Part.APNS ? 0 : pair("tag", notification.tag());
        }
        var whole = part.tree(notification.tag(), Duration.ZERO, Instant.EPOCH);
        FcmBody.merge(whole, override);
        return switch (part) {
            case ANDROID, WEBPUSH -> sum(whole.path("notification")) + sum(whole.path("data"));
            case APNS -> sum(whole.path("payload"));
        };
    }

    private static int pair(String name, @Nullable String value) {
        return value == null ? 0 : utf8(name) + utf8(value);
    }

    private static int sum(JsonNode node) {
        if (node.isValueNode()) {
            return utf8(node.asString());
        }
        var bytes = 0;
        for (var entry : node.properties()) {
            bytes += utf8(entry.getKey()) + sum(entry.getValue());
        }
        if (node.isArray()) {
            for (var each : node) {
                bytes += sum(each);
            }
        }
        return bytes;
    }

    private static int utf8(String text) {
        var bytes = 0;
        for (var at = 0; at < text.length(); at++) {
            var letter = text.charAt(at);
            // each half of a surrogate pair takes two of the pair's four bytes
            bytes += letter < 0x80 ? 1 : letter < 0x800 || Character.isSurrogate(letter) ? 2 : 3;
        }
        return bytes;
    }
}
