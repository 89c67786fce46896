package dev.hikyaku.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.dashboard.Browser;
import dev.hikyaku.dashboard.Dashboard;
import dev.hikyaku.dashboard.DashboardSettings;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.people.Audit;
import dev.hikyaku.ledger.people.Role;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A campaign that waits for a person's word, from the command line to the phones.
class ApprovalTest extends OpenApproval {
    @Test
    void thePageShowsWhatWouldBeSentAndHidesWhoGetsIt() throws IOException {
        stops("approval: { above: 3, by: approver }\n");
        try (var viewer = as(Role.VIEWER);
                var approver = as(Role.APPROVER).speaks("ja")) {
            var page = viewer.page("/campaigns/reminder/approval");
            assertThat(page)
                    .contains("5 people wait for your word", "Audience: 6 rows = 5 recipients + 1 duplicates")
                    .contains("Of the first 5 of them, 2 would get it now")
                    .contains("opted out: 1", "no device: 1")
                    .contains("お知らせ", "品●●● の車検", "品●●● is due")
                    .contains("nothing to compare it with", "waits for the word of: approver")
                    .doesNotContain("品川", "/campaigns/reminder/approve\"");
            assertThat(approver.page("/campaigns/reminder/approval"))
                    .contains("5 人への配信が承認を待っています", "/campaigns/reminder/approve\"");
        }
    }

    @Test
    void birthdaysSalariesAndTelephoneNumbersAreHiddenAndTheMessageIsShownAllTheSame() throws IOException {
        opens(GarageProject.campaign("approval: { above: 3, by: approver }\n")
                .replace("SELECT user_id,", "SELECT DATE '1990-05-01' born, 812345.5 pay, 9012345678 phone, user_id,")
                .replace("{{plate}} is due", "{{plate}}: {{born | date}}, {{pay | number(2)}}, {{phone}}"));
        try (var approver = as(Role.APPROVER)) {
            assertThat(approver.page("/campaigns/reminder/approval"))
                    .contains("品●●●: ●●●, ●●●, ●●●", "<code>app://cars/●●●</code>", "its values are masked")
                    .doesNotContain("1990", "812345", "812,345", "901234", "can not be worded");
        }
    }

    @Test
    void anApproverLetsItGoOnceAndItReachesThePhones() throws IOException {
        var opened = stops("approval: { above: 3, by: approver }\n");
        try (var approver = as(Role.APPROVER);
                var admin = as(Role.ADMIN)) {
            assertThat(approves(approver)).endsWith("/campaigns/reminder/approval?run=one&said=given");
            assertThat(state(opened)).isEqualTo(CampaignRun.State.RUNNING);
            assertThat(approves(admin)).endsWith("said=late");
            assertThat(approver.page("/campaigns/reminder/approval?run=one")).contains("Approved by approver");
        }
        assertThat(opened.people().audit().newest(new Audit.Wanted(null, "approve", null), 9))
                .singleElement()
                .satisfies(act -> {
                    assertThat(act.actor()).isEqualTo("approver");
                    assertThat(act.subject()).isEqualTo("reminder one");
                    assertThat(act.reason()).isEqualTo("読みました");
                });
        shut();
        garage.say("run reminder --key one");
        assertThat(garage.shown()).containsExactly("one: 品川 1 の車検", "pad: 品川 1 の車検", "two: A 2 is due");
    }

    @Test
    void nobodyBelowAnApproverLetsItGoByAnyWay() throws IOException {
        var opened = stops("approval: { above: 3, by: service-lead }\n");
        try (var operator = as(Role.OPERATOR)) {
            assertThat(operator.post("/campaigns/reminder/approve", Map.of("run", "one", "reason", ""))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(operator.postBare("/campaigns/reminder/approve", Map.of("run", "one", "reason", ""))
                            .statusCode())
                    .isEqualTo(403);
            var token = Base64.getEncoder().encodeToString(("operator:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            var resumed = operator.json("/api/v1/operations", token, "{\"kind\":\"resume\",\"campaign\":\"reminder\"}");
            assertThat(resumed.statusCode()).isEqualTo(422);
            assertThat(resumed.body()).contains("waits for an approval");
            assertThat(operator.json("/api/v1/campaigns/reminder/approve", token, "{\"run\":\"one\"}")
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(state(opened)).isEqualTo(CampaignRun.State.PAUSED);
        assertThat(opened.deliveries()
                        .runs()
                        .resume(opened.deliveries()
                                .runs()
                                .find("reminder", "one")
                                .orElseThrow()))
                .isFalse();
    }

    @Test
    void whomTheManifestNamesAloneMayAgree() throws IOException {
        var opened = stops("approval: { above: 3, by: tanaka }\n");
        opened.people().users().add("tanaka", Role.APPROVER, HASH);
        try (var approver = as(Role.APPROVER);
                var tanaka = new Browser(url()).login("tanaka", PASSWORD)) {
            assertThat(approver.page("/campaigns/reminder/approval"))
                    .contains("waits for the word of: tanaka")
                    .doesNotContain("/campaigns/reminder/approve\"");
            assertThat(approves(approver)).endsWith("said=notYours");
            assertThat(state(opened)).isEqualTo(CampaignRun.State.PAUSED);
            assertThat(approves(tanaka)).endsWith("said=given");
        }
    }

    @Test
    void aNameThatNobodyBearsLeavesItToAnAdminAndSaysSo() throws IOException {
        var opened = stops("approval: { above: 3, by: service-lead }\n");
        try (var approver = as(Role.APPROVER);
                var admin = as(Role.ADMIN)) {
            assertThat(approver.page("/campaigns/reminder/approval"))
                    .contains("campaigns/reminder.yaml, approval.by: found service-lead", "Nobody here is called so")
                    .contains("Turn: an admin", "hikyaku user add service-lead --role approver")
                    .doesNotContain("/campaigns/reminder/approve\"");
            assertThat(approves(approver)).endsWith("said=notYours");
            var token = Base64.getEncoder().encodeToString(("approver:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            var refused = approver.json("/api/v1/campaigns/reminder/approve", token, "{\"run\":\"one\"}");
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("of an admin", "found service-lead", "hikyaku user add");
            assertThat(state(opened)).isEqualTo(CampaignRun.State.PAUSED);
            assertThat(admin.speaks("ja").page("/campaigns/reminder/approval"))
                    .contains("approval.by は service-lead", "/campaigns/reminder/approve\"");
            assertThat(approves(admin)).endsWith("said=given");
        }
    }

    @Test
    void whoBearsTheNameAsSoonAsThereIsOneAgreesAlone() throws IOException {
        var opened = stops("approval: { above: 3, by: tanaka }\n");
        opened.people().users().add("tanaka", Role.VIEWER, HASH);
        try (var admin = as(Role.ADMIN);
                var tanaka = new Browser(url()).login("tanaka", PASSWORD)) {
            assertThat(admin.page("/campaigns/reminder/approval"))
                    .contains("found tanaka, who is viewer here", "hikyaku user role tanaka --role approver")
                    .contains("/campaigns/reminder/approve\"");
            opened.people().users().changeRole("tanaka", Role.APPROVER);
            assertThat(approves(admin)).endsWith("said=notYours");
            assertThat(approves(tanaka)).endsWith("said=given");
        }
    }

    @Test
    void machinesAgreeBySayingWhichRunTheySaw() throws IOException {
        var opened = stops("approval: { above: 3, by: admin }\n");
        try (var browser = new Browser(url())) {
            var approver =
                    Base64.getEncoder().encodeToString(("approver:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            var admin = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            var where = "/api/v1/campaigns/reminder/approve";
            assertThat(browser.get("/api/v1/campaigns/reminder/approval", "Authorization", "Basic " + approver)
                            .body())
                    .contains("\"awaited\":true", "\"wanted\":\"admin\"", "\"recipients\":5");
            assertThat(browser.json(where, approver, "{\"run\":\"one\"}").body())
                    .contains("and of nobody else");
            assertThat(browser.json(where, admin, "{}").body()).contains("wanted the key of the run");
            assertThat(browser.json(where, admin, "{\"run\":\"two\"}").statusCode())
                    .isEqualTo(404);
            assertThat(browser.json(where, admin, "{\"run\":\"one\"}").body())
                    .contains("\"awaited\":false", "\"by\":\"admin\"");
            assertThat(browser.json(where, admin, "{\"run\":\"one\"}").statusCode())
                    .isEqualTo(422);
        }
        assertThat(state(opened)).isEqualTo(CampaignRun.State.RUNNING);
    }

    @Test
    void whatAGuardStoppedIsExplainedAndOffersNoButton() throws IOException {
        garage.write(
                "campaigns/reminder.yaml",
                GarageProject.campaign("")
                        .replace("  consent: letters\n", "  consent: letters\n  guard: { max: 2 }\n"));
        var said = garage.say("run reminder --key one --lang en");
        assertThat(said.exitCode()).as(said.err()).isEqualTo(12);
        var project = Project.at(garage.folder, Settings.load());
        var opened = project.openLedger();
        ledger = opened;
        opened.people().users().add("admin", Role.ADMIN, HASH);
        dashboard = Dashboard.open(DashboardSettings.here(0), new Dashboard.Into(project, opened));
        try (var admin = as(Role.ADMIN)) {
            assertThat(admin.page("/campaigns/reminder/approval"))
                    .contains("people were too many: stopped, nothing was sent", "more than 2 recipients")
                    .contains("raise audience.guard in campaigns/reminder.yaml")
                    .doesNotContain("/campaigns/reminder/approve\"");
            assertThat(approves(admin)).endsWith("said=late");
            assertThat(admin.get("/campaigns/other/approval").statusCode()).isEqualTo(404);
        }
        assertThat(state(opened)).isEqualTo(CampaignRun.State.STOPPED);
    }

    @Test
    void theCommandLineAgreesByItsResumeAndIsWrittenDown() throws IOException {
        stops("approval: { above: 3, by: service-lead }\n");
        shut();
        var said = garage.say("resume reminder --lang en");
        assertThat(said.exitCode()).isZero();
        assertThat(said.err())
                .contains("campaigns/reminder.yaml, approval.by: found service-lead", "You agree in their place")
                .contains("fix: hikyaku user add service-lead --role approver");
        var opened = Project.at(garage.folder, Settings.load()).openLedger();
        ledger = opened;
        assertThat(opened.people().audit().newest(new Audit.Wanted(null, "approve", null), 9))
                .extracting(Audit.Act::actor)
                .isEqualTo(List.of("command line (" + System.getProperty("user.name") + ")"));
    }
}
