package dev.hikyaku.simulators.push.sns.publish;

import dev.hikyaku.simulators.push.sns.wire.Form;
import dev.hikyaku.simulators.push.sns.wire.Refusal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Takes `Message` and `MessageStructure` apart ("SNS API: Publish").
final class Structure {
    private static final int LARGEST = 262_144;
    private static final int LARGEST_FOR_A_PLATFORM = 4_096;
    private static final JsonMapper MAPPER = new JsonMapper();

    private Structure() {}

    /// What the phone gets.
    ///
    /// @throws Refusal when SNS would not take it
    static Content read(Form form, String platform) {
        var message = form.text("Message");
        if (message.isEmpty()) {
            throw Refusal.invalid("Empty message");
        }
        if (bytes(message) > LARGEST) {
            throw Refusal.invalid("Message too long");
        }
        if (form.text("MessageStructure").isEmpty()) {
            return new Content(null, "", message, null);
        }
        if (!form.text("MessageStructure").equals("json")) {
            throw Refusal.invalid("MessageStructure Reason: Invalid message structure");
        }
        var payload = payload(message, platform);
        return payload.isJson() ? platformContent(form, platform, payload.text()) : fallback(payload.text());
    }

    private record Payload(String text, boolean isJson) {}

    private static Payload payload(String message, String platform) {
        var structure = object(message);
        if (structure == null) {
            throw Refusal.invalid("Message Structure - JSON message body failed to parse");
        }
        // values that are not text are as if they were not there
        if (structure.path(platform).isString()) {
            return new Payload(structure.path(platform).asString(), true);
        }
        if (structure.path("default").isString()) {
            return new Payload(structure.path("default").asString(), false);
        }
        throw Refusal.invalid("Message Structure - No default entry in JSON message body");
    }

    private static Content fallback(String text) {
        return new Content(null, "", text, null);
    }

    private static Content platformContent(Form form, String platform, String text) {
        var json = object(text);
        if (json == null) {
            throw unfit(platform);
        }
        if (bytes(text) > LARGEST_FOR_A_PLATFORM) {
            throw Refusal.invalid("Message Reason: Message size is larger than supported by protocol/end-service");
        }
        if (platform.startsWith("APNS")) {
            return Apple.read(json, form.messageAttributes());
        }
        var content = platform.equals("GCM") ? Google.read(json) : fallback(text);
        if (content == null) {
            throw unfit(platform);
        }
        return content;
    }

    private static Refusal unfit(String platform) {
        return Refusal.invalid("Message Reason: Invalid notification for protocol " + platform);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static @Nullable JsonNode object(String text) {
        try {
            var json = MAPPER.readTree(text);
            return json.isObject() ? json : null;
        } catch (JacksonException torn) {
            return null;
        }
    }
}
