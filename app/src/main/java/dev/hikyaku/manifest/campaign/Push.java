package dev.hikyaku.manifest.campaign;

import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What all campaigns share: the `push:` part of `hikyaku.yaml`.
///
/// @param devices where phones are registered
/// @param consents name -> who agreed
/// @param zone of recipients who have none of their own
/// @param gateway `fcm` or `sns`
/// @param failover gateway that takes over what the first one certainly did not take, or null
/// @param fcm how to reach FCM, or null
/// @param sns how to reach SNS, or null
/// @param reserve share of what the provider takes that is kept free of all but urgent campaigns, 0 to 1
public record Push(
        Devices devices,
        Map<String, Consent> consents,
        ZoneId zone,
        String gateway,
        @Nullable String failover,
        @Nullable Fcm fcm,
        @Nullable Sns sns,
        double reserve) {

    public Push {
        consents = Map.copyOf(consents);
    }

    /// With nothing kept free.
    public Push(
            Devices devices,
            Map<String, Consent> consents,
            ZoneId zone,
            String gateway,
            @Nullable String failover,
            @Nullable Fcm fcm,
            @Nullable Sns sns) {
        this(devices, consents, zone, gateway, failover, fcm, sns, 0);
    }

    /// Where phones are registered: a table or a query with these columns.
    ///
    /// @param from name of a table, or a SELECT in parentheses, as it stands after FROM
    /// @param user column with the user's key
    /// @param address column with token or installation id
    /// @param kind column that says `token` or `fid`, or null when all are tokens
    /// @param platform column that says `android`, `ios` or `web`, or null when all are Android
    /// @param registeredAt column with the instant of the last registration, or null
    /// @param zone column with an IANA zone, or null
    /// @param locale column with a language tag, or null
    /// @param app column with the app's name, or null when there is one app
    public record Devices(
            String from,
            String user,
            String address,
            @Nullable String kind,
            @Nullable String platform,
            @Nullable String registeredAt,
            @Nullable String zone,
            @Nullable String locale,
            @Nullable String app) {}

    /// Who agreed to be written to.
    ///
    /// @param from name of a table, or a SELECT in parentheses, whose rows are those who agree now
    /// @param user column with the user's key
    public record Consent(String from, String user) {}

    /// How to reach FCM. The service account's JSON is the secret `hikyaku.fcm.credentials`.
    ///
    /// @param url base, such as `https://fcm.googleapis.com`
    /// @param perMinute messages a minute the project may send
    public record Fcm(String url, long perMinute) {}

    /// How to reach SNS. Credentials come as the AWS SDK finds them.
    ///
    /// @param region such as `ap-northeast-1`
    /// @param applications platform (`android`, `ios`) -> ARN of the platform application
    /// @param url endpoint override, or null
    /// @param perSecond publishes a second the account may make
    /// @param failures URL of the SQS queue with the applications' `DeliveryFailure` events, or null
    public record Sns(
            String region,
            Map<String, String> applications,
            @Nullable String url,
            double perSecond,
            @Nullable String failures) {
        public Sns {
            applications = Map.copyOf(applications);
        }

        /// Without news of what failed later.
        public Sns(String region, Map<String, String> applications, @Nullable String url, double perSecond) {
            this(region, applications, url, perSecond, null);
        }
    }
}
