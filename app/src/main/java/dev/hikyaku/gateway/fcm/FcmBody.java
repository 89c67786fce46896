package dev.hikyaku.gateway.fcm;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Notification;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The JSON of one call ("FCM v1 messages"). Only the part of the address' own platform goes along.
///
/// @param now where an iPhone's expiry is counted from
record FcmBody(Notification notification, Address address, Instant now) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration LONGEST = Duration.ofDays(28);

    /// @throws IllegalArgumentException when an override is no JSON object
    byte[] bytes(boolean validateOnly) {
        var out = new ByteArrayOutputStream(512);
        try (var json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            if (validateOnly) {
                json.writeBooleanProperty("validate_only", true);
            }
            json.writeObjectPropertyStart("message");
            json.writeStringProperty(address.kind() == Address.Kind.FID ? "fid" : "token", address.text());
            notification(json);
            data(json);
            platform(json);
            json.writeEndObject();
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private void notification(JsonGenerator json) {
        json.writeObjectPropertyStart("notification");
        json.writeStringProperty("title", notification.title());
        json.writeStringProperty("body", notification.body());
        text(json, "image", notification.image());
        json.writeEndObject();
    }

    private void data(JsonGenerator json) {
        if (notification.data().isEmpty() && notification.open() == null) {
            return;
        }
        json.writeObjectPropertyStart("data");
        for (var entry : notification.data().entrySet()) {
            if (notification.open() == null || !entry.getKey().equals("open")) {
                json.writeStringProperty(entry.getKey(), entry.getValue());
            }
        }
        text(json, "open", notification.open());
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }

    private void platform(JsonGenerator json) {
        var part = Part.of(address.platform());
        var override = part.override(notification.overrides());
        json.writeName(part.key);
        if (override == null) {
            part.write(json, notification.tag(), ttl(), now);
        } else {
            var whole = part.tree(notification.tag(), ttl(), now);
            merge(whole, override);
            MAPPER.writeTree(json, whole);
        }
    }

    private Duration ttl() {
        var asked = notification.ttl();
        return asked.isNegative() ? Duration.ZERO : asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }

    static void merge(ObjectNode whole, JsonNode over) {
        for (var entry : over.properties()) {
            if (entry.getValue().isObject() && whole.get(entry.getKey()) instanceof ObjectNode inner) {
                merge(inner, entry.getValue());
            } else {
                whole.set(entry.getKey(), entry.getValue());
            }
        }
    }

    /// What a platform is told beside the texts.
    enum Part {
        ANDROID("android") {
            @Override
            void write(JsonGenerator json, String tag, Duration ttl, Instant now) {
                json.writeStartObject();
                json.writeStringProperty("ttl", ttl.toSeconds() + "s");
                json.writeObjectPropertyStart("notification");
                json.writeStringProperty("tag", tag);
                json.writeEndObject();
                json.writeEndObject();
            }
        },
        APNS("apns") {
            @Override
            void write(JsonGenerator json, String tag, Duration ttl, Instant now) {
                json.writeStartObject();
                json.writeObjectPropertyStart("headers");
                json.writeStringProperty("apns-collapse-id", tag);
                // 0 asks for one attempt, now
                var until = ttl.isZero() ? 0 : now.plus(ttl).getEpochSecond();
                json.writeStringProperty("apns-expiration", Long.toString(until));
                json.writeEndObject();
                json.writeEndObject();
            }
        },
        WEBPUSH("webpush") {
            @Override
            void write(JsonGenerator json, String tag, Duration ttl, Instant now) {
                json.writeStartObject();
                json.writeObjectPropertyStart("headers");
                json.writeStringProperty("TTL", Long.toString(ttl.toSeconds()));
                json.writeEndObject();
                json.writeObjectPropertyStart("notification");
                json.writeStringProperty("tag", tag);
                json.writeEndObject();
                json.writeEndObject();
            }
        };

        final String key;

        Part(String key) {
            this.key = key;
        }

        abstract void write(JsonGenerator json, String tag, Duration ttl, Instant now);

        ObjectNode tree(String tag, Duration ttl, Instant now) {
            var out = new ByteArrayOutputStream(128);
            try (var json = MAPPER.createGenerator(out)) {
                write(json, tag, ttl, now);
            }
            return (ObjectNode) MAPPER.readTree(out.toByteArray());
        }

        /// @throws IllegalArgumentException when it is no JSON object
        @Nullable
        JsonNode override(Map<String, String> overrides) {
            var text = overrides.get(key);
            if (text == null) {
                return null;
            }
            try {
                var json = MAPPER.readTree(text);
                if (json.isObject()) {
                    return json;
                }
            } catch (JacksonException _) {
                // said below, without the text
            }
            throw new IllegalArgumentException("the override for " + key + " is no JSON object");
        }

        static Part of(Address.Platform platform) {
            return switch (platform) {
                case ANDROID -> ANDROID;
                case IOS -> APNS;
                case WEB -> WEBPUSH;
            };
        }
    }
}
