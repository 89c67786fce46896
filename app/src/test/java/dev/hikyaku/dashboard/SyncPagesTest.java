package dev.hikyaku.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.people.Audit;
import dev.hikyaku.ledger.people.Role;
import dev.hikyaku.ledger.view.Syncs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How a sync stands, what goes where, and which changes are on their way.
class SyncPagesTest extends OpenDashboard {

    @Test
    void tellsHowEachSyncStandsAndWhatGoesWhere() {
        var browser = as(Role.VIEWER);
        assertThat(browser.page("/syncs")).contains("/syncs/company", "/syncs/person", "Account", "held");
        var page = browser.page("/syncs/person");
        assertThat(page).contains("LastName", "last_name", "syncs/person.yaml:6", "AccountId", "sync: company");
        assertThat(page).contains("AppId__c", "/problems?sync=person", "hikyaku hold person");
        assertThat(page)
                .contains("/run?key=run-1", "done, with rejected records")
                .doesNotContain("/syncs/person/hold");
        assertThat(browser.speaks("ja").page("/syncs/person")).contains("何がどこへ行きますか", "保留");
        assertThat(browser.get("/syncs/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void changesAreListedByFilterWithoutWhatIsPersonal() {
        var browser = as(Role.VIEWER);
        assertThat(browser.page("/syncs/person/records")).contains("/trace/person/1", "/trace/person/2");
        assertThat(browser.page("/syncs/person/records?state=rejected"))
                .contains("/trace/person/2", "●●●")
                .doesNotContain("/trace/person/1\"", "this name is longer");
        assertThat(browser.page("/syncs/person/records?state=rejected&code=NO_SUCH"))
                .contains("No change of this kind");
        assertThat(browser.page("/syncs/person/records?key=3")).contains("/trace/person/3");
        assertThat(browser.get("/syncs/person/records?state=odd").statusCode()).isEqualTo(400);
        var csv = browser.get("/syncs/person/records.csv?state=rejected");
        assertThat(csv.body())
                .startsWith("\uFEFFid,sync,key,version,")
                .hasLineCount(2)
                .doesNotContain("this name is longer");
    }

    @Test
    void pagesFollowEachOtherAndTheFileHasAll() {
        for (var i = 10; i < 130; i++) {
            shop.sql("INSERT INTO companies VALUES (" + i + ", 'company " + i + "', NULL)");
        }
        shop.run();
        var browser = as(Role.VIEWER);
        var first = browser.page("/syncs/company/records");
        var next = first.replaceAll("(?s).*(/syncs/company/records\\?[^\"]*cursor=[^\"]*)\" rel=\"next\".*", "$1")
                .replace("&amp;", "&");
        assertThat(next).startsWith("/syncs/company/records?");
        assertThat(browser.page(next)).contains("/trace/company/").isNotEqualTo(first);
        assertThat(browser.get("/syncs/company/records.csv").body()).hasLineCount(123);
    }

    @Test
    void aSyncIsHeldUntilSomebodyResumesIt() {
        var browser = as(Role.OPERATOR);
        var held = browser.post("/syncs/company/hold", Map.of("reason", "org is frozen"));
        assertThat(held.headers().firstValue("Location")).hasValue("/syncs/company?act=hold&done=yes");
        assertThat(browser.page("/syncs/company?act=hold&done=yes"))
                .contains("It is held.", "held by a person", "org is frozen", "hikyaku resume company")
                .doesNotContain("/syncs/company/hold");
        assertThat(ledger.view().syncs().now(List.of("company")).getFirst().state())
                .isEqualTo(Syncs.State.HELD);
        assertThat(browser.page("/overview/now")).contains("held by a person");
        var resumed = browser.post("/syncs/company/resume", Map.of("reason", ""));
        assertThat(resumed.headers().firstValue("Location")).hasValue("/syncs/company?act=resume&done=yes");
        assertThat(ledger.interventions().held("company")).isEmpty();
        assertThat(ledger.people().audit().newest(new Audit.Wanted("operator", null, null), 9).stream()
                        .map(act -> act.action() + " " + act.subject()))
                .contains("hold company", "resume company");
    }
}
