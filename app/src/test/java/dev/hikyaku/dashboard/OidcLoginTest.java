package dev.hikyaku.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.people.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// People whom a provider vouches for: who is let in, as what, and who says why not.
class OidcLoginTest extends OpenByProvider {
    @Test
    void theLoginPageOffersBothWays() {
        assertThat(browser().page("/login"))
                .contains("href=\"/login/oidc\"", "Log in with Car Life ID", "name=\"password\"");
        assertThat(browser().speaks("ja").page("/login")).contains("Car Life ID でログイン");
    }

    @Test
    void whoeverIsInAGroupOfARoleIsInUnderTheirOwnName() {
        var browser = member();
        assertThat(browser.page("/")).contains("sato.hanako (operator)");
        assertThat(browser.page("/activity")).contains("sato.hanako", "logged in", "Car Life ID");
        assertThat(browser.get("/trace/company/1").statusCode()).isNotEqualTo(403);
        assertThat(ledger.people().users().find("sato.hanako").orElseThrow().hasPassword())
                .isFalse();
    }

    @Test
    void theProviderIsAskedWithAChallengeANonceAndAState() {
        member();
        assertThat(provider.asked)
                .containsEntry("response_type", "code")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("scope", "openid profile email")
                .containsEntry("redirect_uri", dashboard.url() + "login/oidc/back")
                .containsKeys("state", "nonce", "code_challenge")
                .doesNotContainKey("client_secret");
    }

    @Test
    void theHighestRoleOfAllGroupsCounts() {
        provider.person.put("groups", List.of("watch", "CN=Admins, OU=Car Life", "ops"));
        assertThat(member().page("/")).contains("(admin)");
    }

    @Test
    void theRoleIsAskedForAtEachLogin() {
        var before = member();
        provider.person.put("groups", "watch");
        assertThat(member().page("/")).contains("(viewer)");
        assertThat(before.get("/activity").statusCode()).isEqualTo(403);
    }

    @Test
    void whoHasNoGroupOfARoleIsRefusedAndOutElsewhereToo() {
        var before = member();
        provider.person.put("groups", List.of("sales"));
        var browser = browser();
        var refused = where(logsIn(browser));
        assertThat(refused).endsWith("/login?oidc=no-role");
        assertThat(browser.page("/login?oidc=no-role"))
                .contains("none of your groups has a role here", "Turn: an admin");
        assertThat(where(browser.get("/"))).endsWith("/login");
        assertThat(where(before.get("/"))).endsWith("/login?again");
        assertThat(acts("login-refused"))
                .singleElement()
                .satisfies(act -> assertThat(act.actor()).isEqualTo("sato.hanako"));
    }

    @Test
    void thePageThatWasAskedForComesAfterTheLogin() {
        var browser = browser();
        browser.get("/runs?sync=company");
        assertThat(where(logsIn(browser))).startsWith(dashboard.url() + "runs?sync=company");
    }

    @Test
    void theSessionIsAnotherOneAfterTheLogin() {
        var browser = browser();
        browser.get("/login");
        var before = browser.session();
        logsIn(browser);
        assertThat(browser.session()).isNotEmpty().isNotEqualTo(before);
    }

    @Test
    void loggingOutOffersToLeaveTheProviderTooAndPutsNoTokenIntoTheAddress() {
        var browser = member();
        var left = where(browser.post("/logout", Map.of()));
        assertThat(left).endsWith("/login?out=provider");
        assertThat(where(browser.get("/"))).contains("/login");
        assertThat(browser.page("/login?out=provider"))
                .contains("Log out at Car Life ID, too", provider.issuer() + "/leave?client_id=hikyaku")
                .doesNotContain("id_token");
        assertThat(where(as(Role.VIEWER).post("/logout", Map.of()))).endsWith("/login?out");
    }

    @Test
    void whoWasRemovedIsOutAtOnce() {
        var browser = member();
        ledger.people().users().remove("sato.hanako");
        assertThat(where(browser.get("/"))).endsWith("/login?again");
    }

    @Test
    void namesAndPasswordsStillLetInBesideIt() {
        assertThat(as(Role.ADMIN).page("/")).contains("admin (admin)");
    }

    @Test
    void aNewNameOfTheSamePersonIsTheSamePerson() {
        member();
        provider.person.put("preferred_username", "suzuki.hanako");
        assertThat(member().page("/")).contains("suzuki.hanako (operator)");
        assertThat(ledger.people().users().find("sato.hanako")).isEmpty();
    }

    @Test
    void groupsMayStandInsideAnotherClaim() {
        provider.person.put("realm_access", Map.of("roles", List.of("bosses")));
        dashboard.close();
        dashboard = Dashboard.open(
                DashboardSettings.here(0).with(oidc("realm_access.roles", false)),
                new Dashboard.Into(shop.project(), ledger));
        assertThat(member().page("/")).contains("(approver)");
    }
}
