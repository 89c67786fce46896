package dev.hikyaku.simulators.push.sns.registry;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One installation of an app, as SNS knows it.
///
/// @param number in the order of creation
/// @param application its platform application's ARN
/// @param data `CustomUserData`, or null
public record Endpoint(
        String arn,
        long number,
        String application,
        String token,
        boolean enabled,
        @Nullable String data) {

    /// As SNS tells them.
    public Map<String, String> attributes() {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("Enabled", Boolean.toString(enabled));
        attributes.put("Token", token);
        if (data != null) {
            attributes.put("CustomUserData", data);
        }
        return attributes;
    }

    /// The same, disabled.
    Endpoint disabled() {
        return new Endpoint(arn, number, application, token, false, data);
    }

    /// The same with these attributes; those that are not named stay.
    Endpoint with(Map<String, String> changed) {
        return new Endpoint(
                arn,
                number,
                application,
                changed.getOrDefault("Token", token),
                changed.containsKey("Enabled") ? "true".equalsIgnoreCase(changed.get("Enabled")) : enabled,
                changed.getOrDefault("CustomUserData", data));
    }
}
