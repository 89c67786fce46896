package dev.hikyaku.gateway.sns;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Notification;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// A notification as SNS takes it: `Message` with `MessageStructure` `json`, and message attributes.
///
/// @param text the JSON whose values are texts
/// @param bytes of the platform's part: both FCM and APNs take 4096
/// @param attributes TTL and APNs' headers ("Amazon SNS: reserved message attributes for mobile push")
record SnsMessage(String text, int bytes, Map<String, MessageAttributeValue> attributes) {
    /// The most that FCM and APNs take.
    static final int LARGEST = 4096;

    private static final JsonMapper MAPPER = new JsonMapper();

    /// Writes it for an application's platform.
    ///
    /// @param application the platform application's ARN
    /// @throws tools.jackson.core.JacksonException when an override is no JSON
    static SnsMessage of(Notification notification, Address address, String application, Instant now) {
        var key = application.split(":app/", 2)[1].split("/", 2)[0];
        return key.equals("GCM") ? google(notification, address.platform(), now) : apple(notification, key);
    }

    private static SnsMessage google(Notification notification, Address.Platform platform, Instant now) {
        var message = FcmBody.of(notification, platform, now);
        var whole = JsonNodeFactory.instance.objectNode();
        whole.putObject("fcmV1Message").put("validate_only", false).set("message", message);
        return new SnsMessage(
                structure(notification, "GCM", whole.toString()),
                bytes(message.toString()),
                Map.of("AWS.SNS.MOBILE.FCM.TTL", attribute(seconds(notification))));
    }

    private static SnsMessage apple(Notification notification, String key) {
        var body = ApnsBody.of(notification);
        var attributes = body.attributes();
        attributes.putIfAbsent("AWS.SNS.MOBILE." + key + ".TTL", seconds(notification));
        var text = body.payload().toString();
        return new SnsMessage(
                structure(notification, key, text),
                bytes(text),
                attributes.entrySet().stream()
                        .collect(java.util.stream.Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, entry -> attribute(entry.getValue()))));
    }

    private static String structure(Notification notification, String key, String text) {
        return MAPPER.createObjectNode()
                .put("default", notification.body())
                .put(key, text)
                .toString();
    }

    private static String seconds(Notification notification) {
        return Long.toString(notification.ttl().toSeconds());
    }

    private static MessageAttributeValue attribute(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
