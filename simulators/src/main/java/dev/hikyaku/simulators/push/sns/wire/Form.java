package dev.hikyaku.simulators.push.sns.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// A call in the query protocol: its form, and who made it how often.
///
/// @param values the form
/// @param invocation `amz-sdk-invocation-id`: the same for all tries that an SDK makes of one call; empty without an
/// SDK
/// @param attempt `attempt` of `amz-sdk-request`, from 1
public record Form(Map<String, String> values, String invocation, int attempt) {

    /// Reads the body of a POST.
    public static Form read(String body, String invocation, int attempt) {
        var values = new HashMap<String, String>();
        for (var pair : body.split("&", -1)) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return new Form(values, invocation, attempt);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /// What is called.
    public String action() {
        return text("Action");
    }

    /// A parameter; empty when it is missing.
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    /// Whether the parameter was sent.
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /// `Attributes.entry.N.key` and `.value`.
    public Map<String, String> attributes() {
        return entries("Attributes.entry.", ".key", ".value");
    }

    /// `MessageAttributes.entry.N.Name` and `.Value.StringValue`.
    public Map<String, String> messageAttributes() {
        return entries("MessageAttributes.entry.", ".Name", ".Value.StringValue");
    }

    private Map<String, String> entries(String prefix, String key, String value) {
        var entries = new LinkedHashMap<String, String>();
        for (var number = 1; has(prefix + number + key); number++) {
            entries.put(text(prefix + number + key), text(prefix + number + value));
        }
        return entries;
    }
}
