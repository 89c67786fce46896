package dev.hikyaku.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.dashboard.login.Route;
import dev.hikyaku.ledger.people.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A dashboard by which nobody may change anything.
class ReadOnlyTest extends OpenDashboard {
    @Override
    DashboardSettings settings() {
        return readOnly();
    }

    @Test
    void evenAnAdminChangesNothing() {
        var browser = as(Role.ADMIN);
        assertThat(Route.ALL.stream().filter(Route::changes)).isNotEmpty().allSatisfy(route -> {
            var answer = browser.post(
                    route.pattern().replaceAll("\\{\\w+}", "company"),
                    Map.of("sync", "company", "key", "2", "code", "X", "reason", "x"));
            assertThat(answer.statusCode()).as(route.pattern()).isEqualTo(403);
            assertThat(answer.body()).as(route.pattern()).contains("for reading only");
        });
        assertThat(ledger.story().changes("company", "2")).hasSize(1);
    }

    @Test
    void pagesSaySoAndOfferNothing() {
        var browser = as(Role.ADMIN);
        assertThat(browser.page("/trace/company/2"))
                .contains("Read only")
                .doesNotContain("/trace/resubmit")
                .doesNotContain("/trace/reveal");
        assertThat(browser.post("/logout", Map.of()).statusCode()).isEqualTo(302);
    }
}
