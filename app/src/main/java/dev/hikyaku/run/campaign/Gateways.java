package dev.hikyaku.run.campaign;

import dev.hikyaku.gateway.Gateway;
import dev.hikyaku.gateway.Notification;
import dev.hikyaku.gateway.fcm.Fcm;
import dev.hikyaku.gateway.fcm.FcmGateway;
import dev.hikyaku.gateway.fcm.FcmSettings;
import dev.hikyaku.manifest.campaign.Push;
import dev.hikyaku.run.Project;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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

    /// Those that the project declares.
    ///
    /// @param credentials of FCM's service account, as JSON, or null
    public static Gateways declared(Push push, @Nullable String credentials) {
        var all = new ArrayList<Gateway>();
        all.add(one(push.gateway(), push, credentials));
        if (push.failover() != null) {
            all.add(one(push.failover(), push, credentials));
        }
        var fcm = push.fcm();
        return new Gateways(all, Fcm.MOST_BYTES, fcm == null ? Double.MAX_VALUE : fcm.perMinute() / 60.0);
    }

    private static Gateway one(String name, Push push, @Nullable String credentials) {
        if (!name.equals("fcm")) {
            throw new Project.Incomplete("HK4020  push.gateway " + name + " is not built into this program");
        }
        var fcm = push.fcm();
        if (credentials == null || credentials.isBlank()) {
            throw new Project.Incomplete("HK4021  nobody said how to sign in to FCM"
                    + "\n   fix: set HIKYAKU_FCM_CREDENTIALS to the JSON of the service account");
        }
        var url = fcm == null ? "https://fcm.googleapis.com" : fcm.url();
        try {
            return new FcmGateway(FcmSettings.of(URI.create(url), credentials), Clock.systemUTC());
        } catch (IllegalArgumentException wrong) {
            throw new Project.Incomplete("HK4022  connection to FCM: " + wrong.getMessage());
        }
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
