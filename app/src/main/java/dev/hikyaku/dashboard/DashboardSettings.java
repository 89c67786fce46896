package dev.hikyaku.dashboard;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.StandardEnvironment;

/// Settings of the dashboard: `hikyaku.dashboard.*`.
///
/// @param port to listen on, 0 for any that is free; without it there is no dashboard
/// @param bind name or address of the interface; only this machine unless set
/// @param path below which all pages are
/// @param url how browsers reach it, where something that speaks TLS stands before it; needed unless it is bound to
///     this machine alone
/// @param readOnly whether nobody may change anything by it
/// @param session how long a session without a request lasts
/// @param oidc a provider that vouches for people
@ConfigurationProperties("hikyaku.dashboard")
public record DashboardSettings(
        @Nullable Integer port,
        @DefaultValue("127.0.0.1") String bind,
        @DefaultValue("/") String path,
        @Nullable URI url,
        @DefaultValue("false") boolean readOnly,
        @DefaultValue("8h") Duration session,
        @DefaultValue OidcSettings oidc) {

    /// Checked: passwords never travel in the clear beyond this machine.
    @ConstructorBinding
    public DashboardSettings {
        if (!path.matches("/|(/[A-Za-z0-9._~-]+)+")) {
            throw new IllegalArgumentException(
                    "hikyaku.dashboard.path: found " + path + ", wanted / or a path such as /hikyaku");
        }
        if (url != null
                && (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?"))) {
            throw new IllegalArgumentException(
                    "hikyaku.dashboard.url: found " + url + ", wanted a URL such as https://hikyaku.example.jp/");
        }
        if (!OidcSettings.isThisMachine(bind) && !isSecure(url)) {
            throw new IllegalArgumentException("hikyaku.dashboard.bind: found " + bind
                    + ", which others can reach, and passwords would travel in the clear; wanted 127.0.0.1, or"
                    + " HIKYAKU_DASHBOARD_URL=https://... of what speaks TLS before it");
        }
        if (session.compareTo(Duration.ofMinutes(1)) < 0 || session.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException("hikyaku.dashboard.session: found " + session + ", wanted 1m to 7d");
        }
    }

    /// Where names and passwords alone let in.
    public DashboardSettings(
            @Nullable Integer port, String bind, String path, @Nullable URI url, boolean readOnly, Duration session) {
        this(port, bind, path, url, readOnly, session, OidcSettings.none());
    }

    /// On this machine alone, with the usual values.
    ///
    /// @param port 0 for any that is free
    public static DashboardSettings here(int port) {
        return new DashboardSettings(port, "127.0.0.1", "/", null, false, Duration.ofHours(8));
    }

    /// Reads environment variables and system properties.
    public static DashboardSettings load() {
        var environment = new StandardEnvironment();
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return Binder.get(environment).bindOrCreate("hikyaku.dashboard", DashboardSettings.class);
    }

    /// The same with a provider that vouches for people.
    public DashboardSettings with(OidcSettings provider) {
        return new DashboardSettings(port, bind, path, url, readOnly, session, provider);
    }

    /// Whether browsers reach it by TLS.
    public boolean isSecure() {
        return isSecure(url);
    }

    private static boolean isSecure(@Nullable URI url) {
        return url != null && "https".equals(url.getScheme());
    }
}
