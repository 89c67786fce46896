package dev.hikyaku.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.ledger.people.Role;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A dashboard that only the provider lets into, and what its settings must be.
class OidcOnlyTest extends OpenByProvider {
    @Override
    OidcSettings oidc() {
        return oidc("groups", true);
    }

    @Test
    void noNameAndPasswordLetIn() {
        var browser = browser();
        assertThat(browser.page("/login")).contains("/login/oidc").doesNotContain("name=\"password\"");
        assertThat(browser.tries("admin", PASSWORD).statusCode()).isBetween(400, 499);
        assertThat(where(browser.get("/"))).endsWith("/login");
        var token = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        assertThat(browser.get("/api/v1/summary", "Authorization", "Basic " + token)
                        .statusCode())
                .isEqualTo(401);
        isNotIn(browser);
    }

    @Test
    void theProviderLetsInToPagesAndToTheInterface() {
        var browser = member();
        assertThat(browser.page("/")).contains("sato.hanako");
        assertThat(browser.get("/api/v1/summary").statusCode()).isEqualTo(200);
    }

    @Test
    void onlyPrivateIssuersAndKnownRolesAreTaken() {
        assertThatThrownBy(() -> settings("http://login.example.jp", "hikyaku", "", false))
                .hasMessage(
                        "hikyaku.dashboard.oidc.issuer: found http://login.example.jp, wanted https://..., or http on"
                                + " this machine");
        assertThatThrownBy(() -> settings("https://login.example.jp", null, "", false))
                .hasMessageContaining("oidc.client-id: found nothing");
        assertThatThrownBy(() -> settings(null, null, "", true)).hasMessageContaining("nobody could log in");
        assertThatThrownBy(() -> settings("https://login.example.jp", "hikyaku", "boss=ops", false))
                .hasMessageContaining("found boss, wanted viewer, operator, approver or admin");
        assertThatThrownBy(() -> settings("https://login.example.jp", "hikyaku", "admin", false))
                .hasMessageContaining("wanted pairs such as operator=GROUP");
        assertThat(settings("https://login.example.jp", "hikyaku", "admin=a=b; viewer=c", false)
                        .role(List.of("a=b")))
                .contains(Role.ADMIN);
        assertThat(settings("https://login.example.jp", "hikyaku", "admin=a", false)
                        .toString())
                .doesNotContain("secret");
    }

    @Test
    void theProcessSaysItAndSaysNothingByItself() {
        assertThat(DashboardSettings.load().oidc()).isEqualTo(OidcSettings.none());
        var said = Map.of(
                "issuer", "https://login.example.jp/realms/carlife",
                "client-id", "hikyaku",
                "client-secret", "a secret",
                "roles", "operator=CN=Ops, OU=Car Life;admin=bosses",
                "renew", "2h");
        said.forEach((name, value) -> System.setProperty("hikyaku.dashboard.oidc." + name, value));
        try {
            var loaded = DashboardSettings.load().oidc();
            assertThat(loaded.shown()).isEqualTo("login.example.jp");
            assertThat(loaded.role(List.of("CN=Ops, OU=Car Life"))).contains(Role.OPERATOR);
            assertThat(loaded.renew()).isEqualTo(Duration.ofHours(2));
            assertThat(loaded.only()).isFalse();
        } finally {
            said.keySet().forEach(name -> System.clearProperty("hikyaku.dashboard.oidc." + name));
        }
    }

    private static OidcSettings settings(@Nullable String issuer, @Nullable String client, String roles, boolean only) {
        return new OidcSettings(
                issuer == null ? null : URI.create(issuer),
                client,
                "a secret",
                "openid",
                "groups",
                roles,
                "sub",
                null,
                Duration.ofHours(1),
                only);
    }
}
