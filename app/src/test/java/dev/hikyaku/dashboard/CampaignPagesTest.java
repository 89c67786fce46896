package dev.hikyaku.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.ledger.people.Audit;
import dev.hikyaku.ledger.people.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the marketer asks: was it sent, to whom, and why not to the others?
class CampaignPagesTest {
    private static final String RUN = "2026-11-22T00:00:00Z";

    @TempDir
    private static Path folder;

    private static Garage garage;

    /// Of two customers one has two phones; one opted out, one has no phone, of one car nobody knows the plate.
    @BeforeAll
    static void open() throws IOException {
        garage = new Garage(folder);
        garage.run("inspection", RUN);
        garage.run("asleep", "night");
        garage.run("careful", "asks");
    }

    @AfterAll
    static void close() {
        garage.close();
    }

    @Test
    void theListTellsHowEachCampaignWentAndWhenItStartsNext() {
        try (var browser = garage.as(Role.VIEWER)) {
            var page = browser.page("/campaigns");
            assertThat(page).contains("/campaigns/inspection", "Inspection reminder", RUN, "finished", "paused");
            assertThat(page).contains("09:07", "Asia/Tokyo", "hikyaku run idle");
            assertThat(browser.speaks("ja").page("/campaigns")).contains("車検のお知らせ", "次の開始");
        }
    }

    @Test
    void theFunnelComesOutAndSaysWhy() {
        try (var browser = garage.as(Role.VIEWER)) {
            var page = browser.page("/campaigns/inspection");
            assertThat(page).contains("audience 6 = recipients 5 + duplicates 1 + sent before 0");
            assertThat(page).contains("opted out", "no device", "it balances", "= 3 + 0 + 1 + 1 + 1");
            assertThat(page).contains("can not be worded", "render_error");
            assertThat(page).as("a viewer is offered no list").doesNotContain("/deliveries");
        }
    }

    /// Half an hour ago so many in a minute.
    private static void history(String campaign) {
        garage.inLedger(
                "INSERT INTO hk_history (minutes, at, kind, name, taken_in, accepted, rejected, superseded, unsent,"
                        + " unknown_outcome, oldest_ms, waits) VALUES (1, DATE_TRUNC(MINUTE, DATEADD(MINUTE, -30,"
                        + " CAST(CURRENT_TIMESTAMP AT TIME ZONE 'UTC' AS TIMESTAMP))), 'campaign', '" + campaign
                        + "', 4321, 2345, 67, 0, 89, 5, 180000, NULL)");
    }

    @Test
    void chartsTellHowDeliveriesEndedAndHowLongTheyWaitedAlsoAsTables() {
        history("inspection");
        try (var browser = garage.as(Role.VIEWER)) {
            assertThat(browser.page("/campaigns/inspection"))
                    .contains("data-plot=\"sends\"", "data-plot=\"age\"", "uPlot.iife.min.js")
                    .contains("api/v1/history?range=1h&amp;campaign=inspection\"")
                    .contains(">4,321<", ">2,345<", ">67<", ">89<", ">5<", ">3 min<")
                    .contains("suppressed, expired or cancelled", "range=7d#charts");
            assertThat(browser.page("/campaigns/inspection?range=24h")).contains("range=24h&amp;campaign=inspection");
            assertThat(browser.page("/campaigns/inspection?range=for-ever")).contains("range=1h&amp;campaign");
            assertThat(browser.page("/campaigns/idle"))
                    .as("before the first run there is nothing to draw")
                    .doesNotContain("data-plot", "uPlot");
            assertThat(browser.speaks("ja").page("/campaigns/inspection")).contains("除外・期限切れ・取消");
        }
    }

    @Test
    void whatIsHeldSaysForWhat() {
        try (var browser = garage.as(Role.OPERATOR)) {
            assertThat(browser.page("/campaigns/asleep")).contains("quiet hours");
            assertThat(browser.page("/campaigns/asleep/user?user=1"))
                    .contains("quiet hours in Europe/London", "goes at");
        }
    }

    @Test
    void phonesShowTheMessageInEachLanguageWithoutAnybodysRow() {
        try (var browser = garage.as(Role.VIEWER)) {
            assertThat(browser.page("/campaigns/inspection"))
                    .contains(
                            "<figcaption>Japanese<", "class=\"note\" lang=\"ja\"", "{{plate}} の車検", "{{plate}} is due")
                    .doesNotContain("品川 1");
            assertThat(browser.get("/campaigns/inspection/preview").statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void aPreviewIsWordedWithARowAndWrittenDown() {
        try (var browser = garage.as(Role.OPERATOR)) {
            assertThat(browser.page("/campaigns/inspection/preview?user=2")).contains("A 2 is due", "A 2 の車検", "bytes");
            assertThat(browser.page("/campaigns/inspection/preview?user=77")).contains("does not hold user 77");
            assertThat(acts("preview")).contains("inspection 2", "inspection 77");
        }
    }

    @Test
    void aUserIsExplainedAsOnTheCommandLine() {
        try (var browser = garage.as(Role.VIEWER)) {
            assertThat(browser.page("/campaigns/inspection/user?user=1")).contains("accepted", "android", "ios", RUN);
            assertThat(browser.page("/campaigns/inspection/user?user=3")).contains("opted out");
            assertThat(browser.page("/campaigns/inspection/user?user=9")).contains("the audience does not hold");
            assertThat(browser.page("/campaigns/idle/user?user=2")).contains("it would go to 1 device at once");
            assertThat(browser.page("/campaigns/idle/user?user=4")).contains("no device");
            assertThat(browser.page("/campaigns/idle/user?user=1%3B%20rm%20it"))
                    .as("whoever copies the command runs nothing else")
                    .contains("hikyaku explain idle &#39;1; rm it&#39;");
            assertThat(browser.get("/campaigns/idle/user?user=%3Cimg%3E").body())
                    .doesNotContain("<img>");
        }
    }

    @Test
    void whoMayLookHearsTheSameOfAUserByRestAndNoListOfThem() {
        try (var browser = garage.as(Role.VIEWER)) {
            assertThat(browser.page("/api/v1/campaigns/inspection/users/3"))
                    .contains("\"opted_out\"", "\"suppressed\"");
            assertThat(browser.page("/api/v1/campaigns/inspection/users/1"))
                    .contains("\"accepted\"", "\"android\"")
                    .doesNotContain("品川", "\"one\"", "\"pad\"");
            assertThat(browser.get("/api/v1/campaigns/inspection/runs/2026-11-22T00%3A00%3A00Z/deliveries")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void deliveriesAreListedByFilterAndWrittenAsCsv() {
        try (var browser = garage.as(Role.OPERATOR)) {
            var one = "/campaigns/inspection/deliveries?run=2026-11-22T00%3A00%3A00Z&state=suppressed";
            assertThat(browser.page(one)).contains("opted out", "user?user=3").doesNotContain("user?user=1\"");
            assertThat(browser.page(one + "&code=no_device"))
                    .contains("user?user=4")
                    .doesNotContain("user?user=3");
            var csv = browser.get("/campaigns/inspection/deliveries.csv?state=suppressed");
            assertThat(csv.headers().firstValue("Content-Type").orElse(""))
                    .containsIgnoringCase("text/csv;charset=utf-8");
            assertThat(csv.headers().firstValue("Content-Disposition"))
                    .hasValue("attachment; filename=\"inspection.csv\"");
            assertThat(csv.body())
                    .startsWith("\uFEFFid,run,user,state,code,reason,")
                    .hasLineCount(3);
            assertThat(browser.get("/campaigns/inspection/deliveries?state=gone")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(browser.page("/campaigns/idle/deliveries")).contains("No delivery of this kind");
        }
    }

    @Test
    void whatWaitsForAnApprovalSaysForWhoseAndIsNotResumedByTheWay() {
        try (var browser = garage.as(Role.OPERATOR)) {
            assertThat(browser.page("/campaigns/careful"))
                    .contains(
                            "It waits until tanaka agrees",
                            "HK4002",
                            "hikyaku resume careful --run asks",
                            "/campaigns/careful/cancel")
                    .doesNotContain("/campaigns/careful/resume");
        }
    }

    @Test
    void anApprovalIsKnownByTheLedgerAndNotByTheWordsOfAReason() {
        garage.run("grouped", "reworded");
        garage.inLedger("UPDATE hk_campaign_run SET reason = 'nobody read it yet' WHERE run_key = 'reworded'");
        garage.run("posing", "pretender");
        try (var browser = garage.as(Role.OPERATOR)) {
            assertThat(browser.page("/campaigns/grouped"))
                    .contains("It waits until bosses agrees", "nobody read it yet", "HK4002")
                    .doesNotContain("/campaigns/grouped/resume");
            browser.post(
                    "/campaigns/posing/pause",
                    Map.of("run", "pretender", "reason", "6 recipients wait for the approval of tanaka"));
            assertThat(browser.page("/campaigns/posing"))
                    .contains("/campaigns/posing/resume")
                    .doesNotContain("HK4002", "It waits until");
        }
    }

    @Test
    void aRunRestsGoesOnAndEnds() {
        try (var browser = garage.as(Role.OPERATOR)) {
            var page = browser.page("/campaigns/asleep");
            assertThat(page).contains("/campaigns/asleep/pause", "/campaigns/asleep/cancel");
            var paused = browser.post("/campaigns/asleep/pause", Map.of("run", "night", "reason", "wrong words"));
            assertThat(paused.headers().firstValue("Location"))
                    .hasValue("/campaigns/asleep?run=night&act=pause&done=yes");
            assertThat(browser.page("/campaigns/asleep?run=night&act=pause&done=yes"))
                    .contains("The run is paused", "wrong words", "hikyaku resume asleep --run night");
            assertThat(state()).isEqualTo(State.PAUSED);
            var again = browser.post("/campaigns/asleep/pause", Map.of("run", "night"));
            assertThat(again.headers().firstValue("Location").orElseThrow()).endsWith("done=no");
            browser.post("/campaigns/asleep/resume", Map.of("run", "night"));
            assertThat(state()).isEqualTo(State.RUNNING);
            assertThat(acts("pause")).contains("asleep night");
            assertThat(acts("resume")).contains("asleep night");
            assertThat(browser.get("/campaigns/nobody").statusCode()).isEqualTo(404);
            assertThat(browser.get("/campaigns/asleep?run=nothing").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void aCancelledRunLeavesNothingWaiting() {
        garage.run("late", "to-cancel");
        try (var browser = garage.as(Role.OPERATOR)) {
            browser.post("/campaigns/late/cancel", Map.of("run", "to-cancel", "reason", "no more"));
            var run =
                    garage.ledger.deliveries().runs().find("late", "to-cancel").orElseThrow();
            assertThat(run.state()).isEqualTo(State.CANCELLED);
            assertThat(garage.ledger.deliveries().books().of(run).waiting()).isZero();
            assertThat(acts("cancel")).contains("late to-cancel");
        }
    }

    private static State state() {
        return garage.ledger
                .deliveries()
                .runs()
                .find("asleep", "night")
                .orElseThrow()
                .state();
    }

    private static List<String> acts(String action) {
        return garage.ledger.people().audit().newest(new Audit.Wanted(null, action, null), 50).stream()
                .map(act -> String.valueOf(act.subject()))
                .toList();
    }
}
