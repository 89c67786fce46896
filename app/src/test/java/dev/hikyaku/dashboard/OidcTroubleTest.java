package dev.hikyaku.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.people.Role;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A provider that is away, or does not know this dashboard: the login page says whose turn it is, and nothing fails.
class OidcTroubleTest extends OpenByProvider {
    @Override
    DashboardSettings settings() {
        provider.dies();
        return super.settings();
    }

    private void says(Browser browser, String where, String... words) {
        assertThat(where).startsWith("/login?oidc=");
        assertThat(browser.page(where)).contains(words);
        isNotIn(browser);
    }

    @Test
    void theDashboardStartsWithoutItAndLetsInWhenItIsBack() {
        var browser = browser();
        assertThat(browser.page("/login")).contains("Log in with Car Life ID");
        says(
                browser,
                where(browser.get("/login/oidc")),
                "Car Life ID does not answer now",
                "Turn: whoever runs Car Life ID");
        assertThat(as(Role.VIEWER).get("/").statusCode()).isEqualTo(200);
        provider.comesBack();
        assertThat(member().page("/")).contains("sato.hanako");
    }

    @Test
    void whileItHangsOneAsksAndTheOthersHearOfIt() {
        provider.comesBack();
        provider.hangs = true;
        var browsers = Stream.generate(this::browser).limit(4).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = browsers.stream()
                    .map(browser -> threads.submit(() -> where(browser.get("/login/oidc"))))
                    .toList();
            assertThat(answers).allSatisfy(answer -> assertThat(answer.get()).endsWith("/login?oidc=down"));
        }
        assertThat(provider.looks).hasValue(1);
    }

    @Test
    void aCodeThatCanNotBeExchangedNowLetsNobodyIn() {
        provider.comesBack();
        var browser = browser();
        var back = asks(browser);
        provider.tokensAway = true;
        says(browser, where(browser.get(back)), "does not answer now");
    }

    @Test
    void keysThatCanNotBeHadLetNobodyIn() {
        provider.comesBack();
        provider.keysAway = true;
        var browser = browser();
        says(browser, where(logsIn(browser)), "does not answer now");
    }

    @Test
    void aProviderThatDiesInBetweenLetsNobodyIn() {
        provider.comesBack();
        var browser = browser();
        var back = asks(browser);
        provider.dies();
        says(browser, where(browser.get(back)), "does not answer now");
    }

    @Test
    void anotherSecretIsTheAdminsTurn() {
        provider.comesBack();
        provider.secret = "another";
        var browser = browser();
        says(browser, where(logsIn(browser)), "does not accept this dashboard", "HIKYAKU_DASHBOARD_OIDC_CLIENT_ID");
    }

    @Test
    void whoThinksBetterOfItMayBeginAgain() {
        provider.comesBack();
        provider.cancels = true;
        var browser = browser();
        says(browser, where(logsIn(browser)), "was not completed");
    }
}
