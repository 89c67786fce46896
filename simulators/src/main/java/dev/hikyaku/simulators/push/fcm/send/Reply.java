package dev.hikyaku.simulators.push.fcm.send;

import java.util.Map;

/// One answer, ready to be written.
///
/// @param status HTTP status
/// @param type content type
/// @param body what is said
/// @param headers beside content type and length
public record Reply(int status, String type, String body, Map<String, String> headers) {
    private static final String JSON = "application/json; charset=UTF-8";

    /// An answer in JSON.
    public static Reply json(int status, String json) {
        return new Reply(status, JSON, json, Map.of());
    }

    /// A page for people, or for programs that knocked on the wrong door.
    public static Reply html(int status, String html) {
        return new Reply(status, "text/html; charset=UTF-8", html, Map.of());
    }

    /// The same that asks to wait.
    ///
    /// @param seconds 0: does not ask
    public Reply retryAfter(long seconds) {
        return seconds == 0 ? this : new Reply(status, type, body, Map.of("Retry-After", Long.toString(seconds)));
    }
}
