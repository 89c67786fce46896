package dev.hikyaku.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.dashboard.OidcKeys.Signing;
import dev.hikyaku.ledger.people.Role;
import dev.hikyaku.ledger.people.Users;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What somebody would try who wants to be let in as somebody else.
class OidcAttacksTest extends OpenByProvider {
    private void isRefused(Browser browser, String reason, String where) {
        assertThat(where).endsWith("/login?oidc=" + reason);
        isNotIn(browser);
    }

    private void isRefused(String what) {
        var browser = browser();
        assertThat(where(logsIn(browser))).as(what).endsWith("/login?oidc=refused");
        isNotIn(browser);
    }

    @Test
    void aTokenThatTheProviderDidNotSignIsNotBelieved() {
        EnumSet.complementOf(EnumSet.of(Signing.GOOD)).forEach(signing -> {
            provider.signing = signing;
            isRefused(signing.name());
        });
    }

    private static Map<String, Consumer<Map<String, Object>>> lies() {
        return Map.of(
                "for another client", claims -> claims.put("aud", "payroll"),
                "for others, and not meant for us",
                        claims -> {
                            claims.put("aud", List.of("hikyaku", "payroll"));
                            claims.put("azp", "payroll");
                        },
                "of another issuer", claims -> claims.put("iss", "https://evil.example"),
                "expired", claims -> lasts(claims, -900, -300),
                "of the future", claims -> lasts(claims, 600, 900),
                "without an end", claims -> claims.remove("exp"),
                "of another login", claims -> claims.put("nonce", "another"),
                "of no login", claims -> claims.remove("nonce"),
                "of nobody", claims -> claims.remove("sub"));
    }

    private static void lasts(Map<String, Object> claims, int from, int until) {
        claims.put("iat", Date.from(Instant.now().plusSeconds(from)));
        claims.put("exp", Date.from(Instant.now().plusSeconds(until)));
    }

    @Test
    void aTokenForSomethingElseIsNotBelieved() {
        lies().forEach((what, lie) -> {
            provider.lie = lie;
            isRefused(what);
        });
    }

    @Test
    void aClockThatIsHalfAMinuteOffIsForgiven() {
        provider.lie = claims -> lasts(claims, 30, 90);
        assertThat(member().page("/")).contains("sato.hanako");
        provider.lie = claims -> lasts(claims, -300, -30);
        assertThat(member().page("/")).contains("sato.hanako");
    }

    @Test
    void anAnswerIsGoodOnce() {
        var browser = browser();
        var back = asks(browser);
        browser.get(back);
        browser.post("/logout", Map.of());
        assertThat(where(browser.get(back))).endsWith("/login?oidc=stale");
        assertThat(where(browser.get("/"))).contains("/login");
    }

    @Test
    void nobodyIsLoggedInByALinkThatAnAttackerBegan() {
        var victim = browser();
        victim.get("/login");
        isRefused(victim, "stale", where(victim.get(asks(browser()))));
    }

    @Test
    void aStolenCodeIsWorthNothingInAnotherBrowser() {
        var attacker = browser();
        var stolen = OidcProvider.parameters(asks(browser()).split("\\?", 2)[1]).get("code");
        var own = asks(attacker);
        isRefused(attacker, "refused", where(attacker.get(own.replaceFirst("code=[^&]+", "code=" + stolen))));
    }

    @Test
    void anotherStateIsNotBelieved() {
        var browser = browser();
        isRefused(browser, "stale", where(browser.get(asks(browser).replaceFirst("state=[^&]+", "state=guessed"))));
    }

    @Test
    void anAnswerThatNobodyAskedForIsNoFault() {
        var browser = browser();
        for (var back : List.of(
                "", "?code=x", "?error=x&error_description=%0d%0aforged", "?code=a&code=b&state=c", "?state=%00")) {
            assertThat(where(browser.get("/login/oidc/back" + back))).as(back).contains("/login?oidc=");
        }
        isNotIn(browser);
    }

    @Test
    void noAddressOfAnAttackerIsGoneTo() {
        for (var more : List.of("redirect_uri=https://evil.example/", "continue=https://evil.example/", "to=//evil")) {
            var browser = browser();
            assertThat(where(browser.get("/login/oidc?" + more)))
                    .startsWith(provider.issuer())
                    .doesNotContain("evil");
            assertThat(where(logsIn(browser))).isEqualTo("/");
        }
    }

    @Test
    void theSameNameOfAnotherPersonIsNotTheSamePerson() {
        member();
        provider.person.put("sub", "s-2");
        provider.person.put("groups", List.of("CN=Admins, OU=Car Life"));
        assertThat(where(logsIn(browser()))).endsWith("/login?oidc=taken");
        assertThat(ledger.people().users().find("sato.hanako").orElseThrow().role())
                .isEqualTo(Role.OPERATOR);
    }

    @Test
    void nobodyBecomesALocalUserByBearingTheName() {
        provider.person.put("preferred_username", "admin");
        var browser = browser();
        isRefused(browser, "taken", where(logsIn(browser)));
    }

    @Test
    void aNameThatLooksLikeTheCommandLineIsNotTaken() {
        provider.person.put("preferred_username", "command line (root)");
        provider.person.put("email", "\u202Eevil");
        assertThat(member().page("/")).contains("s-1 (operator)");
    }

    @Test
    void noPasswordLetsInWhomTheProviderVouchesFor() {
        member();
        for (var i = 0; i < Users.PATIENCE + 1; i++) {
            assertThat(where(browser().tries("sato.hanako", i == 0 ? "" : "guess " + i)))
                    .endsWith("/login?failed");
        }
        assertThat(acts("login-failed")).isEmpty();
        assertThat(member().page("/")).contains("sato.hanako");
    }

    @Test
    void anAddressOfMailThatIsNotThePersonsOwnGivesNoRole() {
        dashboard.close();
        var byMail = new OidcSettings(
                oidc().issuer(),
                OidcProvider.CLIENT,
                OidcProvider.SECRET,
                "email",
                "email",
                "admin=boss@example.jp",
                "email",
                null,
                oidc().renew(),
                false);
        dashboard = Dashboard.open(DashboardSettings.here(0).with(byMail), new Dashboard.Into(shop.project(), ledger));
        provider.person.put("email", "boss@example.jp");
        assertThat(where(logsIn(browser()))).endsWith("/login?oidc=no-role");
        provider.person.put("email_verified", true);
        assertThat(member().page("/")).contains("boss@example.jp (admin)");
    }

    @Test
    void aConfigurationThatLeadsElsewhereInTheClearIsNotUsed() {
        for (var what : List.of("issuer", "token_endpoint", "authorization_endpoint", "jwks_uri")) {
            provider.tells(what, "http://evil.example/");
            var browser = browser();
            isRefused(browser, "unfit", where(browser.get("/login/oidc")));
            provider.forgets(what);
        }
        assertThat(member().page("/")).contains("sato.hanako");
    }
}
