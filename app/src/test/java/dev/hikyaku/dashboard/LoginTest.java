package dev.hikyaku.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.ledger.people.Audit;
import dev.hikyaku.ledger.people.Role;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Who is let in, and how a session is kept from others.
class LoginTest extends OpenDashboard {
    @Override
    boolean carries() {
        return false;
    }

    @Test
    void nobodySeesAnythingBeforeLoggingIn() {
        var answer = browser().get("/");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/login");
        assertThat(browser().get("/summary").statusCode()).isEqualTo(401);
    }

    @Test
    void nameAndPasswordLetIn() {
        var browser = browser();
        assertThat(browser.tries("viewer", PASSWORD).statusCode()).isEqualTo(302);
        assertThat(browser.page("/")).contains("viewer");
        assertThat(acts("viewer")).containsExactly("login");
    }

    @Test
    void wrongPasswordUnknownNameAndLockSayTheSame() {
        for (var name : new String[] {"viewer", "nobody"}) {
            var browser = browser();
            assertThat(browser.tries(name, "wrong").headers().firstValue("Location"))
                    .hasValueSatisfying(where -> assertThat(where).endsWith("/login?failed"));
            assertThat(browser.page("/login?failed")).contains("do not go together");
        }
        assertThat(acts("viewer")).containsExactly("login-failed");
        assertThat(acts("nobody")).isEmpty();
    }

    @Test
    void theFifthWrongPasswordLocksTheNameEvenForTheRightOne() {
        for (var i = 0; i < 5; i++) {
            browser().tries("viewer", "wrong");
        }
        assertThat(browser().tries("viewer", PASSWORD).headers().firstValue("Location"))
                .hasValueSatisfying(where -> assertThat(where).endsWith("/login?failed"));
        as(Role.OPERATOR);
    }

    @Test
    void theSessionIsAnotherOneAfterTheLoginAndGoneAfterTheLogout() {
        var browser = browser();
        browser.get("/login");
        var before = browser.session();
        browser.login("operator", PASSWORD);
        assertThat(browser.session()).isNotEmpty().isNotEqualTo(before);
        assertThat(browser.post("/logout", Map.of()).statusCode()).isEqualTo(302);
        assertThat(browser.get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void theSessionCookieIsForThisServerAlone() {
        var cookie = browser().get("/login").headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax").contains("Path=/");
    }

    @Test
    void pagesMayNotBeKeptNorFramedNorRunForeignScripts() {
        var headers = as(Role.VIEWER).get("/").headers();
        assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("Server")).isEmpty();
    }

    @Test
    void aFormFromElsewhereDoesNothing() {
        var browser = as(Role.OPERATOR);
        var answer = browser.postBare("/trace/resubmit", Map.of("sync", "company", "key", "2", "reason", ""));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("Nothing was done");
        assertThat(acts("operator")).containsExactly("login");
    }

    @Test
    void whoWasRemovedIsOutAtOnce() {
        var browser = as(Role.ADMIN);
        browser.page("/");
        ledger.people().users().remove("admin");
        assertThat(browser.get("/").headers().firstValue("Location"))
                .hasValueSatisfying(where -> assertThat(where).endsWith("/login?again"));
    }

    @Test
    void anotherPasswordEndsSessionsOfTheFormerOne() {
        var browser = as(Role.VIEWER);
        ledger.people().users().changePassword("viewer", "{bcrypt}$2a$04$another.hash.another.hash.another");
        assertThat(browser.get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void aRoleThatWasTakenAwayIsGoneAtOnce() {
        var browser = as(Role.OPERATOR);
        browser.page("/activity");
        ledger.people().users().changeRole("operator", Role.VIEWER);
        assertThat(browser.get("/activity").statusCode()).isEqualTo(403);
        assertThat(browser.page("/")).doesNotContain("/activity");
    }

    @Test
    void aPageOfAnotherNameThatLeadsHereIsRefused() throws IOException {
        try (var socket = new Socket("127.0.0.1", dashboard.url().getPort())) {
            socket.getOutputStream()
                    .write("GET /login HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("Exception");
        }
    }

    @Test
    void passwordsNeverTravelInTheClearBeyondThisMachine() {
        assertThatThrownBy(() -> new DashboardSettings(0, "0.0.0.0", "/", null, false, Duration.ofHours(1)))
                .hasMessageContaining("passwords would travel in the clear");
        assertThatThrownBy(() -> new DashboardSettings(0, "127.0.0.1", "ops/", null, false, Duration.ofHours(1)))
                .hasMessageContaining("hikyaku.dashboard.path");
    }

    private java.util.List<String> acts(String actor) {
        return ledger.people().audit().newest(new Audit.Wanted(actor, null, null), 10).stream()
                .map(Audit.Act::action)
                .toList();
    }
}
