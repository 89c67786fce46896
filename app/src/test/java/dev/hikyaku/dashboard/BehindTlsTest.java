package dev.hikyaku.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

/// Something that speaks TLS stands before the dashboard, which is below a path.
class BehindTlsTest extends OpenDashboard {
    @Override
    boolean carries() {
        return false;
    }

    @Override
    DashboardSettings settings() {
        return below("/ops", URI.create("https://hikyaku.example.jp/ops/"));
    }

    @Override
    Browser browser() {
        return new Browser(URI.create("http://127.0.0.1:" + dashboard.port() + "/ops/"));
    }

    @Test
    void cookiesTravelByTlsAlone() {
        try (var browser = browser()) {
            var answer = browser.get("/login?lang=ja");
            assertThat(answer.headers().allValues("Set-Cookie"))
                    .isNotEmpty()
                    .allSatisfy(cookie -> assertThat(cookie).contains("Secure").contains("Path=/ops"));
            assertThat(browser.get("/login").headers().firstValue("Strict-Transport-Security"))
                    .isPresent();
        }
    }

    @Test
    void allLinksStayBelowThePath() {
        try (var browser = browser()) {
            var page = browser.page("/login");
            assertThat(page).contains("href=\"/ops/assets/hikyaku.css\"").contains("action=\"/ops/login\"");
            assertThat(page).doesNotContain("href=\"/assets");
            assertThat(browser.get("/").headers().firstValue("Location").orElseThrow())
                    .contains("/ops/login");
            assertThat(dashboard.url()).isEqualTo(URI.create("https://hikyaku.example.jp/ops/"));
        }
    }
}
