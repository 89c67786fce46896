package dev.hikyaku.simulators.push.sns.registry;

import java.util.Map;

/// A platform application.
///
/// @param attributes as they were set; credentials are in it, and are not told
public record Application(String arn, Map<String, String> attributes) {
    /// Where SNS tells of notifications that no phone will ever get.
    public static final String DELIVERY_FAILURES = "EventDeliveryFailure";

    public Application {
        attributes = Map.copyOf(attributes);
    }

    /// `GCM`, `APNS`, `APNS_SANDBOX` or `ADM`.
    public String platform() {
        return arn.split(":", 6)[5].split("/", -1)[1];
    }

    /// Whether it may be published to.
    public boolean isEnabled() {
        return !"false".equals(attributes.get("Enabled"));
    }

    /// What an endpoint's ARN begins with.
    String endpointPrefix() {
        return arn.replaceFirst(":app/", ":endpoint/") + "/";
    }
}
