package dev.hikyaku.run.campaign;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Gateway;
import dev.hikyaku.gateway.Notification;
import dev.hikyaku.gateway.fcm.Fcm;
import dev.hikyaku.gateway.fcm.FcmGateway;
import dev.hikyaku.gateway.fcm.FcmSettings;
import dev.hikyaku.gateway.sns.SnsGateway;
import dev.hikyaku.gateway.sns.SnsRates;
import dev.hikyaku.gateway.sns.SnsSettings;
import dev.hikyaku.manifest.campaign.Push;
import dev.hikyaku.run.Project;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The providers of one run, in the order in which they are asked.
///
/// @param budget bytes of a notification that all of them take
/// @param perSecond notifications a second that the first one takes
public record Gateways(List<Gateway> all, int budget, double perSecond) implements AutoCloseable {

    public Gateways {
        all = List.copyOf(all);
    }

    /// Opens the providers of a run.
    public interface Source {
        /// Opens them.
        ///
        /// @throws Project.Incomplete when one was declared that can't be reached with what was said
        Gateways open(Push push);
    }

    /// Those that the project declares; FCM's credentials come from the settings.
    public static Gateways declared(Push push) {
        return declared(push, FcmCredentials.load().credentials());
    }

    /// Those that the project declares.
    ///
    /// @param credentials of FCM's service account, as JSON, or null
    public static Gateways declared(Push push, @Nullable String credentials) {
        var all = new ArrayList<Gateway>();
        all.add(one(push.gateway(), push, credentials));
        if (push.failover() != null) {
            try {
                all.add(one(push.failover(), push, credentials));
            } catch (Project.Incomplete incomplete) {
                all.forEach(Gateway::close);
                throw incomplete;
            }
        }
        return new Gateways(all, Fcm.MOST_BYTES, perSecond(push));
    }

    /// Notifications a second that the declared provider takes.
    static double perSecond(Push push) {
        var fcm = push.fcm();
        var sns = push.sns();
        if (push.gateway().equals("sns")) {
            return sns == null ? Double.MAX_VALUE : sns.perSecond();
        }
        return fcm == null ? Double.MAX_VALUE : fcm.perMinute() / 60.0;
    }

    private static Gateway one(String name, Push push, @Nullable String credentials) {
        try {
            return switch (name) {
                case "fcm" -> fcm(push, credentials);
                case "sns" -> sns(push);
                default -> throw new Project.Incomplete("HK4020  push.gateway " + name + ": wanted fcm or sns");
            };
        } catch (IllegalArgumentException wrong) {
            throw new Project.Incomplete("HK4022  connection to " + name + ": " + wrong.getMessage());
        }
    }

    private static Gateway fcm(Push push, @Nullable String credentials) {
        var fcm = push.fcm();
        if (credentials == null || credentials.isBlank()) {
            throw new Project.Incomplete("HK4021  nobody said how to sign in to FCM"
                    + "\n   fix: set HIKYAKU_FCM_CREDENTIALS to the JSON of the service account");
        }
        var url = fcm == null ? "https://fcm.googleapis.com" : fcm.url();
        return new FcmGateway(FcmSettings.of(URI.create(url), credentials), Clock.systemUTC());
    }

    private static Gateway sns(Push push) {
        var sns = push.sns();
        if (sns == null) {
            throw new Project.Incomplete("HK4022  connection to sns: push.sns in hikyaku.yaml names no application");
        }
        return new SnsGateway(settings(sns));
    }

    /// How a declared SNS is reached.
    static SnsSettings settings(Push.Sns sns) {
        var applications = new EnumMap<Address.Platform, String>(Address.Platform.class);
        sns.applications()
                .forEach((platform, arn) ->
                        applications.put(Address.Platform.valueOf(platform.toUpperCase(Locale.ROOT)), arn));
        var settings = SnsSettings.of(sns.region(), applications);
        var usual = settings.rates();
        // The quota of calls about endpoints is a tenth of that of publishes in every region.
        var rates = new SnsRates(sns.perSecond(), Math.max(1, sns.perSecond() / 10), usual.atOnce());
        var url = sns.url();
        return (url == null ? settings : settings.at(URI.create(url), settings.credentials())).withRates(rates);
    }

    /// Bytes of a notification, as the strictest provider counts them.
    int measure(Notification notification) {
        return Fcm.size(notification);
    }

    @Override
    public void close() {
        all.forEach(Gateway::close);
    }
}
