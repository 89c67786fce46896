package dev.hikyaku.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.people.Audit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/// A dashboard that a provider of logins lets people into.
abstract class OpenByProvider extends OpenDashboard {
    static final String ROLES = "viewer=watch;operator=ops;admin=CN=Admins, OU=Car Life;approver=bosses";

    final OidcProvider provider = new OidcProvider();
    private final HttpClient outside = HttpClient.newHttpClient();

    @Override
    boolean carries() {
        return false;
    }

    /// As a test wants them.
    OidcSettings oidc() {
        return oidc("groups", false);
    }

    OidcSettings oidc(String groupsClaim, boolean only) {
        return new OidcSettings(
                URI.create(provider.issuer()),
                OidcProvider.CLIENT,
                OidcProvider.SECRET,
                "profile email",
                groupsClaim,
                ROLES,
                "preferred_username",
                "Car Life ID",
                Duration.ofHours(12),
                only);
    }

    @Override
    DashboardSettings settings() {
        return DashboardSettings.here(0).with(oidc());
    }

    @AfterEach
    void closeProvider() {
        provider.close();
        outside.close();
    }

    /// Begins a login, and lets the provider answer; where it sends the browser back to.
    String asks(Browser browser) {
        var begun = browser.get("/login/oidc");
        var where = URI.create(begun.headers().firstValue("Location").orElseThrow());
        assertThat(where.toString()).startsWith(provider.issuer() + "/authorize?");
        try {
            var answer = outside.send(HttpRequest.newBuilder(where).build(), BodyHandlers.ofString());
            var back = URI.create(answer.headers().firstValue("Location").orElseThrow());
            return back.getRawPath() + "?" + back.getRawQuery();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    HttpResponse<String> logsIn(Browser browser) {
        return browser.get(asks(browser));
    }

    /// Whom the provider lets in.
    Browser member() {
        var browser = browser();
        assertThat(where(logsIn(browser))).doesNotContain("login");
        return browser;
    }

    static String where(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    void isNotIn(Browser browser) {
        assertThat(where(browser.get("/"))).contains("/login");
        assertThat(acts("login")).isEmpty();
    }

    List<Audit.Act> acts(String action) {
        return ledger.people().audit().newest(new Audit.Wanted(null, action, null), 10);
    }
}
