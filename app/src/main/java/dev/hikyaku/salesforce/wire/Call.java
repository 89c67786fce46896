package dev.hikyaku.salesforce.wire;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One call.
///
/// @param method of HTTP
/// @param path behind `/services/data/vXX.X`, with its query
/// @param body null for none
/// @param headers beyond those every call has
/// @param timeout longest wait for an answer to begin; null for the one of the settings
public record Call(
        String method,
        String path,
        @Nullable Body body,
        Map<String, String> headers,
        @Nullable Duration timeout) {

    public Call {
        headers = Map.copyOf(headers);
    }

    /// A question without effect.
    public static Call get(String path) {
        return new Call("GET", path, null, Map.of(), null);
    }

    /// A call with a body, or null for none.
    public static Call of(String method, String path, @Nullable Body body) {
        return new Call(method, path, body, Map.of(), null);
    }

    /// The same with one more header.
    public Call with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Call(method, path, body, more, timeout);
    }

    /// The same with a time-out of its own.
    public Call within(Duration longest) {
        return new Call(method, path, body, headers, longest);
    }
}
