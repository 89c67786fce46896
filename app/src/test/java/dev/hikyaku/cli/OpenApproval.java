package dev.hikyaku.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.dashboard.Browser;
import dev.hikyaku.dashboard.Dashboard;
import dev.hikyaku.dashboard.DashboardSettings;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.people.Role;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/// A garage whose reminder waits for a person's word, and the dashboard over its ledger with a user of each role.
abstract class OpenApproval {
    static final String PASSWORD = "carry my letters";
    static final String HASH = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD);

    @TempDir
    Path parent;

    GarageProject garage;

    @Nullable
    Ledger ledger;

    @Nullable
    Dashboard dashboard;

    @BeforeEach
    void open() throws IOException, SQLException {
        garage = new GarageProject(parent);
    }

    @AfterEach
    void close() {
        shut();
        garage.close();
    }

    void shut() {
        if (dashboard != null) {
            dashboard.close();
            dashboard = null;
        }
        if (ledger != null) {
            ledger.close();
            ledger = null;
        }
    }

    /// Runs the campaign, which does not get far, and opens the dashboard.
    Ledger stops(String more) throws IOException {
        return opens(GarageProject.campaign(more));
    }

    Ledger opens(String campaign) throws IOException {
        garage.write("campaigns/reminder.yaml", campaign);
        var said = garage.say("run reminder --key one --lang en");
        assertThat(said.exitCode()).as(said.err()).isEqualTo(12);
        assertThat(garage.shown()).isEmpty();
        var project = Project.at(garage.folder, Settings.load());
        var opened = project.openLedger();
        ledger = opened;
        for (var role : Role.values()) {
            opened.people().users().add(role.word(), role, HASH);
        }
        dashboard = Dashboard.open(DashboardSettings.here(0), new Dashboard.Into(project, opened));
        return opened;
    }

    Browser as(Role role) {
        return new Browser(url()).login(role.word(), PASSWORD);
    }

    static CampaignRun.State state(Ledger ledger) {
        return ledger.deliveries().runs().find("reminder", "one").orElseThrow().state();
    }

    static String approves(Browser browser) {
        var answer = browser.post("/campaigns/reminder/approve", Map.of("run", "one", "reason", "読みました"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    URI url() {
        if (dashboard == null) {
            throw new IllegalStateException("no dashboard");
        }
        return dashboard.url();
    }
}
