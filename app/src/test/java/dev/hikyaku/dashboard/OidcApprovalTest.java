package dev.hikyaku.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.people.Role;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A campaign whose manifest names a group of the provider for the word that it needs.
class OidcApprovalTest extends OpenByProvider {
    private static final String PAGE = "/campaigns/grouped/approval";

    private Garage garage;

    @BeforeEach
    void openGarage() throws IOException {
        garage = new Garage(folder.resolve("garage"));
        garage.run("grouped", "asks");
        dashboard.close();
        dashboard = garage.open(settings());
    }

    @AfterEach
    void closeGarage() {
        garage.close();
    }

    private static String approves(Browser browser) {
        return where(browser.post("/campaigns/grouped/approve", Map.of("run", "asks", "reason", "")));
    }

    @Test
    void whoIsInTheGroupAgreesAndAnAdminOutsideDoesNot() {
        var admin = as(Role.ADMIN);
        assertThat(admin.page(PAGE))
                .contains("the word of somebody of the group: bosses")
                .doesNotContain("Nobody here", "/campaigns/grouped/approve\"");
        assertThat(approves(admin)).endsWith("said=notYours");
        provider.person.put("groups", List.of("bosses"));
        assertThat(approves(member())).endsWith("said=given");
    }

    @Test
    void anApproverOfAnotherGroupDoesNot() {
        provider.person.put("groups", List.of("CN=Admins, OU=Car Life"));
        var member = member();
        assertThat(member.page("/")).contains("(admin)");
        assertThat(approves(member)).endsWith("said=notYours");
    }

    @Test
    void thePersonsOwnNameIsNoGroup() {
        provider.person.put("preferred_username", "bosses");
        provider.person.put("groups", List.of("CN=Admins, OU=Car Life"));
        var member = member();
        assertThat(member.page("/")).contains("bosses (admin)");
        assertThat(approves(member)).endsWith("said=notYours");
    }
}
