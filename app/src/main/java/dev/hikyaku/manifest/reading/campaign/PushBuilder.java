package dev.hikyaku.manifest.reading.campaign;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.hikyaku.manifest.campaign.Push;
import dev.hikyaku.manifest.reading.Mapping;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// Makes the record of a checked `push:`.
public final class PushBuilder {

    private static final String FCM_URL = "https://fcm.googleapis.com";

    /// FCM, "Throttling and scaling": the usual quota of a project.
    private static final String FCM_PER_MINUTE = "600000";

    /// "Amazon SNS endpoints and quotas", publishes a second in the regions with the smallest quota.
    private static final String SNS_PER_SECOND = "300";

    private PushBuilder() {}

    /// Null when there is no `push:`.
    ///
    /// @param zone the project's
    public static @Nullable Push push(Mapping project, ZoneId zone) {
        if (project.value("push") == null) {
            return null;
        }
        var push = project.section("push");
        var consents = new LinkedHashMap<String, Push.Consent>();
        push.section("consents").entries().forEach((name, tuple) -> {
            var consent = Mapping.of(tuple.getValueNode());
            consents.put(name, new Push.Consent(from(consent), requireNonNull(consent.text("user"))));
        });
        var written = push.text("zone");
        return new Push(
                devices(push.section("devices")),
                consents,
                written == null ? zone : ZoneId.of(written),
                requireNonNull(push.text("gateway")),
                push.text("failover"),
                fcm(push),
                sns(push),
                reserve(push.text("reserve")));
    }

    private static double reserve(@Nullable String share) {
        return share == null
                ? 0
                : new BigDecimal(share.replace("%", "")).movePointLeft(2).doubleValue();
    }

    private static Push.Devices devices(Mapping devices) {
        return new Push.Devices(
                from(devices),
                requireNonNull(devices.text("user")),
                requireNonNull(devices.text("address")),
                devices.text("kind"),
                devices.text("platform"),
                devices.text("registeredAt"),
                devices.text("zone"),
                devices.text("locale"),
                devices.text("app"));
    }

    /// As it stands after FROM.
    static String from(Mapping source) {
        var table = source.text("table");
        return table != null ? table : "(" + requireNonNull(source.text("sql")).strip() + ")";
    }

    private static Push.@Nullable Fcm fcm(Mapping push) {
        var fcm = push.section("fcm");
        if (push.value("fcm") == null && !"fcm".equals(push.text("gateway")) && !"fcm".equals(push.text("failover"))) {
            return null;
        }
        return new Push.Fcm(
                requireNonNullElse(fcm.text("url"), FCM_URL),
                Long.parseLong(requireNonNullElse(fcm.text("perMinute"), FCM_PER_MINUTE)));
    }

    private static Push.@Nullable Sns sns(Mapping push) {
        if (push.value("sns") == null) {
            return null;
        }
        var sns = push.section("sns");
        var applications = new LinkedHashMap<String, String>();
        sns.section("applications")
                .entries()
                .forEach((platform, tuple) ->
                        applications.put(platform, requireNonNull(Mapping.text(tuple.getValueNode()))));
        return new Push.Sns(
                requireNonNull(sns.text("region")),
                applications,
                sns.text("url"),
                Double.parseDouble(requireNonNullElse(sns.text("perSecond"), SNS_PER_SECOND)),
                sns.text("failures"));
    }
}
