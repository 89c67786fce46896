package dev.hikyaku.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.history.Setups;
import dev.hikyaku.ledger.people.Audit;
import dev.hikyaku.ledger.people.Role;
import dev.hikyaku.run.history.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the pages show of a shop of which one run went through: one company is refused, and its person waits.
class PagesTest extends OpenDashboard {

    @Test
    void overviewTellsWhereEachSyncStands() {
        var page = as(Role.VIEWER).page("/");
        assertThat(page).contains("Is all well?", "company", "person", "1 rejected");
        assertThat(page).contains("/problems?sync=company");
    }

    @Test
    void chartsTellTheSameNumbersInATableForThoseWhoSeeNone() {
        ledger.history().record(List.of("company", "person"), Duration.ofDays(8));
        var browser = as(Role.VIEWER);
        assertThat(browser.page("/?range=24h"))
                .contains("Throughput", "Backlog age", "Freshness", "data-history=\"/api/v1/history?range=24h\"")
                .contains("aria-current=\"true\">24 hours");
        assertThat(browser.page("/?range=7d&sync=company"))
                .contains("data-history=\"/api/v1/history?range=7d&amp;sync=company\"");
        assertThat(browser.page("/?range=always&sync=gone")).contains("/api/v1/history?range=1h\"");
    }

    @Test
    void settingsTellWhatItRunsWithAndNoSecret() throws IOException {
        var browser = as(Role.OPERATOR);
        assertThat(browser.page("/settings"))
                .contains("What does it run with?", "H2 ", "66.0", "manifest (beginning of its SHA-256)", "8 d 0 h")
                .contains("127.0.0.1:")
                .doesNotContain("jdbc:", "password");
        var first = ledger.history().setups().newest(9);
        assertThat(first).extracting(Setups.Change::what).contains("product", "manifest", "salesforce-api");
        var file = folder.resolve("hikyaku.yaml");
        Files.writeString(file, Files.readString(file) + "\n# another one\n");
        Recording.once(shop.project(), ledger);
        Recording.once(shop.project(), ledger);
        var changes = ledger.history().setups().newest(9);
        assertThat(changes).hasSize(first.size() + 1);
        assertThat(changes.getFirst().what()).isEqualTo("manifest");
        assertThat(browser.page("/"))
                .contains("What changed", changes.getFirst().found());
    }

    @Test
    void theDoctorExaminesWhenItIsAskedAndThatIsWrittenDown() {
        var browser = as(Role.OPERATOR);
        assertThat(browser.page("/settings")).doesNotContain("answers");
        var answer = browser.post("/settings/doctor", Map.of());
        assertThat(answer.headers().firstValue("Location")).hasValue("/settings#doctor");
        assertThat(browser.page("/settings")).contains("database", "Salesforce", "READ COMMITTED");
        assertThat(ledger.people().audit().newest(new Audit.Wanted("operator", "doctor", null), 5))
                .singleElement()
                .satisfies(act -> assertThat(act.subject()).isEqualTo("all systems"));
        assertThat(browser.page("/activity")).contains("examined the systems");
    }

    @Test
    void whatDrawsChartsComesFromHereAndIsKept() {
        var browser = browser();
        var page = as(Role.VIEWER).page("/");
        var script =
                Pattern.compile("/assets/uplot-[\\d.]+/uPlot\\.iife\\.min\\.js").matcher(page);
        assertThat(script.find()).isTrue();
        var answer = browser.get(script.group());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow())
                .contains("immutable", "max-age=31536000");
        assertThat(answer.body()).contains("uPlot");
        assertThat(browser.get("/assets/charts.js").headers().firstValue("Cache-Control"))
                .hasValue("no-cache, public");
    }

    @Test
    void allPagesSpeakBothLanguages() {
        var browser = as(Role.ADMIN).speaks("ja");
        for (var path : new String[] {
            "/",
            "/problems",
            "/runs",
            "/run?key=run-1",
            "/search",
            "/search?q=1",
            "/activity",
            "/settings",
            "/trace/company/2"
        }) {
            assertThat(browser.page(path)).as(path).contains("<html lang=\"ja\"", "ログアウト");
        }
        assertThat(browser.page("/trace/company/2")).contains("却下", "担当:", "これまでの経過");
    }

    @Test
    void languageAndBrightnessAreChosenByALinkAndKept() {
        var browser = as(Role.VIEWER);
        var answer = browser.get("/problems?sync=company&lang=ja&theme=dark");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue("/problems?sync=company");
        assertThat(browser.page("/problems?sync=company")).contains("lang=\"ja\"", "data-theme=\"dark\"");
        assertThat(browser.get("/?lang=xx&theme=evil").headers().allValues("Set-Cookie"))
                .isEmpty();
    }

    @Test
    void summaryIsAnsweredAgainOnlyWhenItChanged() {
        var browser = as(Role.VIEWER);
        var first = browser.get("/summary");
        assertThat(first.statusCode()).isEqualTo(200);
        var etag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(browser.get("/summary", "If-None-Match", etag).statusCode()).isEqualTo(304);
        assertThat(browser.get("/summary", "If-None-Match", "\"another\"").statusCode())
                .isEqualTo(200);
        assertThat(browser.page("/overview/now")).contains("company").doesNotContain("<html");
    }

    @Test
    void traceTellsTheWayOfARecordAndWhoseTurnItIs() {
        var page = as(Role.OPERATOR).page("/trace/company/2");
        assertThat(page).contains("rejected", "Whose turn:", "FIELD_CUSTOM_VALIDATION_EXCEPTION", "taken in");
        assertThat(page)
                .contains("/trace/resubmit", "/problems?sync=company&amp;code=FIELD_CUSTOM_VALIDATION_EXCEPTION");
        assertThat(as(Role.VIEWER).page("/trace/company/2")).doesNotContain("/trace/resubmit");
    }

    @Test
    void aRecordIsFoundByItsSalesforceIdToo() {
        var id = ledger.story().record("company", "1").orElseThrow().remoteId();
        var browser = as(Role.VIEWER);
        assertThat(browser.page("/trace/company/" + id)).contains("company</span> 1 ");
        assertThat(browser.get("/search?q=" + id).headers().firstValue("Location"))
                .hasValue("/trace/company/1");
    }

    @Test
    void whatIsNotThereIsSaid() {
        var answer = as(Role.VIEWER).get("/trace/company/999");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("The ledger knows no such record: company 999");
        assertThat(as(Role.VIEWER).get("/trace/nosync/1").statusCode()).isEqualTo(404);
        assertThat(as(Role.VIEWER).get("/runs?cursor=nonsense").statusCode()).isEqualTo(400);
    }

    @Test
    void personalDataIsMaskedUntilAnAdminSaysWhy() {
        var browser = as(Role.ADMIN);
        assertThat(browser.page("/trace/company/1")).contains("株●●●").doesNotContain("株式会社みどり", "03-1234-5678");
        var silent = browser.post("/trace/reveal", Map.of("sync", "company", "key", "1", "reason", " "));
        assertThat(silent.body()).doesNotContain("株式会社みどり");
        var told = browser.post("/trace/reveal", Map.of("sync", "company", "key", "1", "reason", "ticket 12"));
        assertThat(told.body()).contains("株式会社みどり", "03-1234-5678");
        var act = ledger.people().audit().newest(new Audit.Wanted("admin", "reveal", null), 5);
        assertThat(act).singleElement().satisfies(one -> {
            assertThat(one.subject()).isEqualTo("company 1");
            assertThat(one.reason()).isEqualTo("ticket 12");
        });
        assertThat(browser.page("/activity")).contains("saw personal data", "ticket 12");
    }

    @Test
    void aRejectedRecordTravelsAgainAndItIsWrittenDown() {
        var browser = as(Role.OPERATOR);
        var answer = browser.post("/trace/resubmit", Map.of("sync", "company", "key", "2", "reason", "rule mended"));
        assertThat(answer.headers().firstValue("Location")).hasValue("/trace/company/2?resubmitted=1");
        assertThat(browser.page("/trace/company/2?resubmitted=1")).contains("It waits to travel again.");
        assertThat(ledger.story().changes("company", "2")).hasSize(2);
        assertThat(ledger.people().audit().newest(new Audit.Wanted(null, "resubmit", null), 5))
                .singleElement()
                .satisfies(act -> assertThat(act.actor() + ": " + act.subject() + ", " + act.reason())
                        .isEqualTo("operator: company 2, rule mended"));
        browser.post("/trace/resubmit", Map.of("sync", "company", "key", "2", "reason", ""));
        assertThat(ledger.story().changes("company", "2")).as("no second time").hasSize(2);
    }

    @Test
    void allOfOneCauseTravelAgainTogether() {
        shop.sql("INSERT INTO companies VALUES (3, 'forbidden', NULL), (4, 'forbidden', NULL)");
        shop.run();
        var browser = as(Role.OPERATOR);
        assertThat(browser.page("/problems")).contains("FIELD_CUSTOM_VALIDATION_EXCEPTION", "/trace/company/2");
        var answer = browser.post(
                "/problems/resubmit",
                Map.of("sync", "company", "code", "FIELD_CUSTOM_VALIDATION_EXCEPTION", "reason", ""));
        assertThat(answer.headers().firstValue("Location")).hasValue("/problems?sync=company&resubmitted=3");
        assertThat(ledger.books().waiting("company")).isEqualTo(3);
        assertThat(browser.page("/problems?sync=company&resubmitted=3")).contains("3 changes wait");
    }

    @Test
    void whatAReasonQuotesOfARecordIsMaskedAndItsAdviceIsNot() {
        assertThat(as(Role.VIEWER).page("/problems"))
                .contains("LastName: 31 characters, at most 20 fit: &quot;●●●&quot;", "tooLong: cut")
                .doesNotContain("this name is longer");
    }

    @Test
    void nothingThatComesFromOutsideBecomesMarkup() {
        var evil = "<img src=x onerror=alert(1)>";
        shop.sql("UPDATE companies SET name = '" + evil + "' WHERE id = 1");
        shop.run();
        var browser = as(Role.ADMIN);
        var told = browser.post("/trace/reveal", Map.of("sync", "company", "key", "1", "reason", evil));
        assertThat(told.body()).contains("&lt;img src=x").doesNotContain("<img");
        assertThat(browser.page("/activity")).doesNotContain("<img");
        assertThat(browser.get("/search?q=%3Cimg%20src%3Dx%3E").body()).doesNotContain("<img");
        assertThat(browser.get("/trace/company?key=%3Cimg%3E").body()).doesNotContain("<img>");
    }

    @Test
    void keysThatAPathCannotHoldAreFoundAllTheSame() {
        ledger.changes()
                .takeIn(
                        "company",
                        "http",
                        List.of(new dev.hikyaku.ledger.Changes.NewChange("a/b?c=100%&é;..", "{\"id\":1}", null)));
        var browser = as(Role.VIEWER);
        assertThat(browser.page("/trace/company?key=a%2Fb%3Fc%3D100%25%26%C3%A9%3B.."))
                .contains("a/b?c=100%&amp;é;..");
        assertThat(browser.get("/search?q=a%2Fb%3Fc%3D100%25%26%C3%A9%3B..")
                        .headers()
                        .firstValue("Location"))
                .hasValue("/trace/company?key=a%2Fb%3Fc%3D100%25%26%C3%A9%3B..");
    }

    @Test
    void aRunTellsItsBalance() {
        var browser = as(Role.VIEWER);
        assertThat(browser.page("/runs")).contains("/run?key=run-1", "done, with rejected records");
        assertThat(browser.page("/run?key=run-1")).contains("Balance", "company", "person");
    }

    @Test
    void aLedgerThatDoesNotAnswerIsSaidOnAPage() {
        var browser = as(Role.VIEWER);
        ledger.close();
        var answer = browser.get("/");
        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(500);
        assertThat(answer.body()).doesNotContain("Exception", "at dev.hikyaku");
    }
}
