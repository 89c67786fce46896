package dev.hikyaku.simulators.push.fcm.send;

import dev.hikyaku.simulators.push.phones.Arrival;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A message whose form is right.
///
/// @param address token or installation id
/// @param validateOnly whether nobody is to see it
/// @param body the `message` of the call
public record Message(String address, boolean validateOnly, JsonNode body) {

    /// What the phone gets, as its system reads the message.
    public Arrival arrival(String id, long at) {
        var notification = body.path("notification");
        return switch (Platform.of(address)) {
            case ANDROID -> {
                var own = body.path("android").path("notification");
                yield arrival(text(own, "tag"), own, notification, new Sent(id, at));
            }
            case IOS -> {
                var apns = body.path("apns");
                var alert = apns.path("payload").path("aps").path("alert");
                yield arrival(text(apns.path("headers"), "apns-collapse-id"), alert, notification, new Sent(id, at));
            }
            case WEB -> {
                var own = body.path("webpush").path("notification");
                yield arrival(text(own, "tag"), own, notification, new Sent(id, at));
            }
        };
    }

    private record Sent(String id, long at) {}

    private Arrival arrival(@Nullable String tag, JsonNode own, JsonNode shared, Sent sent) {
        return new Arrival(
                "fcm",
                address,
                tag,
                either(own, shared, "title"),
                either(own, shared, "body"),
                text(body.path("data"), "open"),
                sent.id(),
                sent.at());
    }

    private static String either(JsonNode own, JsonNode shared, String name) {
        var text = text(own, name);
        return text == null ? shared.path(name).asString("") : text;
    }

    private static @Nullable String text(JsonNode parent, String name) {
        var value = parent.path(name);
        return value.isString() ? value.asString() : null;
    }
}
