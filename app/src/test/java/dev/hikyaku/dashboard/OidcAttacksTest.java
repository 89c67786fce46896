package dev.hikyaku.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.dashboard.OidcProvider.Signing;
import dev.hikyaku.ledger.people.Role;
import dev.hikyaku.ledger.people.Users;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What somebody would try who wants to be let in as somebody else.
class OidcAttacksTest extends OpenByProvider {
    private void isRefused(Browser browser, String reason, String where) {
        assertThat(where).endsWith("/login?oidc=" + reason);
        isNotIn(browser);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GOOD")
    void aTokenThatTheProviderDidNotSignIsNotBelieved(Signing signing) {
        provider.signing = signing;
        var browser = browser();
        isRefused(browser, "refused", where(logsIn(browser)));
    }

    static Stream<Arguments> lies() {
        return Stream.of(
                lie("for another client", claims -> claims.put("aud", "payroll")),
                lie("for others, and not meant for us", claims -> {
                    claims.put("aud", List.of("hikyaku", "payroll"));
                    claims.put("azp", "payroll");
                }),
                lie("of another issuer", claims -> claims.put("iss", "https://evil.example")),
                lie("expired", claims -> {
                    claims.put("iat", Date.from(Instant.now().minusSeconds(900)));
                    claims.put("exp", Date.from(Instant.now().minusSeconds(300)));
                }),
                lie("of the future", claims -> claims.put("iat", Date.from(Instant.now().plusSeconds(600)))),
                lie("without an end", claims -> claims.remove("exp")),
                lie("of another login", claims -> claims.put("nonce", "another")),
                lie("of no login", claims -> claims.remove("nonce")),
                lie("of nobody", claims -> claims.remove("sub")));
    }

    private static Arguments lie(String what, Consumer<Map<String, Object>> lie) {
        return Arguments.of(what, lie);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void aTokenForSomethingElseIsNotBelieved(String what, Consumer<Map<String, Object>> lie) {
        provider.lie = lie;
        var browser = browser();
        assertThat(what).isNotEmpty();
        isRefused(browser, "refused", where(logsIn(browser)));
    }

    @Test
    void aClockThatIsHalfAMinuteOffIsForgiven() {
        provider.lie = claims -> {
            claims.put("iat", Date.from(Instant.now().plusSeconds(30)));
            claims.put("exp", Date.from(Instant.now().minusSeconds(30)));
        };
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
        var stolen = OidcProvider.parameters(asks(browser()).split("\\?")[1]).get("code");
        var own = asks(attacker);
        isRefused(attacker, "refused", where(attacker.get(own.replaceFirst("code=[^&]+", "code=" + stolen))));
    }

    @Test
    void anotherStateIsNotBelieved() {
        var browser = browser();
        isRefused(browser, "stale", where(browser.get(asks(browser).replaceFirst("state=[^&]+", "state=guessed"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login/oidc/back",
                "/login/oidc/back?code=x",
                "/login/oidc/back?error=x&error_description=%0d%0aforged",
                "/login/oidc/back?code=a&code=b&state=c"
            })
    void anAnswerThatNobodyAskedForIsNoFault(String back) {
        var browser = browser();
        assertThat(where(browser.get(back))).contains("/login?oidc=");
        isNotIn(browser);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login/oidc?redirect_uri=https://evil.example/",
                "/login/oidc?continue=https://evil.example/",
                "/login/oidc?redirect=//evil.example"
            })
    void noAddressOfAnAttackerIsGoneTo(String begin) {
        var browser = browser();
        browser.get(begin);
        assertThat(where(browser.get(begin))).startsWith(provider.issuer()).doesNotContain("evil");
        assertThat(where(logsIn(browser))).startsWith(dashboard.url().toString());
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
        dashboard = Dashboard.open(
                DashboardSettings.here(0).with(byMail), new Dashboard.Into(shop.project(), ledger));
        provider.person.put("email", "boss@example.jp");
        assertThat(where(logsIn(browser()))).endsWith("/login?oidc=no-role");
        provider.person.put("email_verified", true);
        assertThat(member().page("/")).contains("boss@example.jp (admin)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"issuer", "token_endpoint", "authorization_endpoint", "jwks_uri"})
    void aConfigurationThatLeadsElsewhereInTheClearIsNotUsed(String what) {
        provider.tells(what, "http://evil.example/");
        var browser = browser();
        isRefused(browser, "unfit", where(browser.get("/login/oidc")));
    }
}
