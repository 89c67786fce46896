package dev.hikyaku.simulators.push.sns.publish;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An accepted publish on its way to the phone.
///
/// @param at when it was accepted, in milliseconds since 1970
/// @param ttl seconds it may take, or null for SNS's four weeks
record Accepted(
        Publish publish, Content content, long at, @Nullable Long ttl) {

    static @Nullable Long ttl(Map<String, String> attributes, String platform) {
        var name = platform.equals("GCM") ? "AWS.SNS.MOBILE.FCM.TTL" : "AWS.SNS.MOBILE." + platform + ".TTL";
        var text = attributes.get(name);
        return text != null && text.matches("[0-9]{1,9}") ? Long.valueOf(text) : null;
    }

    static Accepted read(JsonNode line) {
        var publish = new Publish(
                line.path("id").asString(""),
                line.path("endpoint").asString(""),
                line.path("invocation").asString(""),
                line.path("attempt").asInt(1),
                line.path("hash").asString(""));
        var content = new Content(
                text(line, "tag"),
                line.path("title").asString(""),
                line.path("body").asString(""),
                text(line, "open"));
        return new Accepted(
                publish,
                content,
                line.path("at").asLong(0),
                line.path("ttl").isNumber() ? line.path("ttl").asLong() : null);
    }

    private static @Nullable String text(JsonNode line, String name) {
        return line.path(name).isString() ? line.path(name).asString() : null;
    }

    boolean isTooLate(long now) {
        return ttl != null && (now - at) / 1000 > ttl;
    }
}
