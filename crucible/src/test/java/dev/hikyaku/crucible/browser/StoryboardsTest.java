package dev.hikyaku.crucible.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsHiddenOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.hikyaku.ledger.people.Role;
import java.net.URI;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The four people Hikyaku is for, each at work.
@ExtendWith(Desk.Shared.class)
class StoryboardsTest {
    /// How long a page may take until it shows by itself what happened.
    private static final double BY_ITSELF = 45_000;

    private static final Pattern DASHBOARD = Pattern.compile("dashboard: (http://\\S+)");

    private final Desk desk;

    StoryboardsTest(Desk desk) {
        this.desk = desk;
    }

    /// The first ten minutes: is it real, what is wrong, and why?
    @Test
    void theNewcomerStartsTheDemoAndFindsOutWhyARowIsNotThere() {
        try (var demo = desk.office().demo().awaitText("dashboard: http");
                var newcomer = desk.at(printed(demo.err()), Look.light("en")).logIn("viewer", "demo")) {
            newcomer.sees("Is all well?").sees("invoice-notice");
            newcomer.page().getByRole(AriaRole.LINK).filter(rejected()).last().click();
            newcomer.sees("Who has to act, and for what?").sees("whose turn");
            assertFine(newcomer);
            newcomer.main().locator(".keys a").first().click();
            newcomer.sees("rejected").sees("Whose turn:").sees("To do:").sees("taken in");
            newcomer.sees("Values are masked").doesNotSee("Let it travel again");
            assertFine(newcomer);
        }
    }

    private static URI printed(String talk) {
        var found = DASHBOARD.matcher(talk);
        assertThat(found.find()).as(talk).isTrue();
        return URI.create(found.group(1));
    }

    private static Locator.FilterOptions rejected() {
        return new Locator.FilterOptions().setHasText(Pattern.compile("\\d rejected"));
    }

    /// Three in the morning, by phone: what is it, whose turn, does it heal, and is the page itself alive?
    @Test
    void theOneOnCallSeesWhatHoldsItUpAndThatItHealsByItself() {
        try (var onCall = desk.as(Role.OPERATOR, new Look("en", true, Look.PHONE))) {
            onCall.open("/");
            var account = row(onCall, "account");
            assertThat(account).containsText("flowing");
            desk.office().org().fault("{\"kind\":\"lockShare\",\"share\":1}");
            desk.office().sql("UPDATE companies SET website = 'https://www.example.jp/night' WHERE id = 5");
            assertThat(account).containsText("waits for Salesforce", within());
            assertThat(account).containsText("UNABLE_TO_LOCK_ROW");
            assertFine(onCall);
            onCall.open("/problems");
            onCall.sees("UNABLE_TO_LOCK_ROW").sees("nobody");
            desk.office().org().heal();
            onCall.open("/");
            assertThat(account).containsText("flowing", within());
            assertFine(onCall);
        }
    }

    @Test
    void theOneOnCallIsToldWhenThePageIsNoLongerTrue() {
        try (var onCall = desk.as(Role.VIEWER, Look.dark("ja"))) {
            onCall.open("/");
            var banner = onCall.page().locator("#stale");
            assertThat(banner).isHidden();
            onCall.page().route("**/summary", route -> route.abort());
            assertThat(banner).isVisible(new IsVisibleOptions().setTimeout(BY_ITSELF));
            assertThat(banner).containsText(Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d"));
            assertThat(Axe.violations(onCall.page())).isEmpty();
            onCall.page().unroute("**/summary");
            assertThat(banner).isHidden(new IsHiddenOptions().setTimeout(BY_ITSELF));
            onCall.excuse("ERR_FAILED");
            assertFine(onCall);
        }
    }

    /// 「なぜこの取引先は更新されないのか」: finds it, mends the org, lets it travel, and what waited for it follows.
    @Test
    void theSalesforceAdminFindsTheReasonMendsItAndSeesItArrive() {
        try (var admin = desk.as(Role.OPERATOR, Look.light("ja"))) {
            admin.awaitThere("/trace/contact/" + Office.WAITS);
            admin.open("/trace/contact/" + Office.WAITS);
            admin.sees("待機").sees("参照先");
            admin.presses("/");
            admin.page().keyboard().type(Office.REFUSED);
            admin.presses("Enter").isAt("/trace/account/" + Office.REFUSED);
            admin.sees("却下").sees("FIELD_CUSTOM_VALIDATION_EXCEPTION").sees("都道府県を選んでください");
            admin.sees("担当: Salesforce 管理者").sees("対応:");
            admin.follows("同じ原因のもの").sees("都道府県を選んでください").follows(Office.REFUSED);
            desk.office().allowTheMoon();
            admin.page().locator("#why").fill("入力規則を直しました");
            admin.page().getByRole(AriaRole.BUTTON, named("もう一度送る")).click();
            admin.sees("もう一度送られるのを待っています");
            assertFine(admin);
            awaitAccepted(admin, "/trace/account/" + Office.REFUSED);
            awaitAccepted(admin, "/trace/contact/" + Office.WAITS);
            admin.presses("g", "a").sees("入力規則を直しました").sees("account " + Office.REFUSED);
            assertFine(admin);
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static void awaitAccepted(Person person, String path) {
        var state = person.page().locator("h1 .state");
        person.open(path);
        person.page().waitForCondition(() -> {
            person.open(path);
            return state.innerText().contains("受理");
        });
        assertThat(person.main().locator("dl.facts code").first()).hasText(Pattern.compile("00[13][A-Za-z0-9]{15}"));
    }

    /// An admin may see the values, says why, and that is written down.
    @Test
    void theValuesOfARecordAreShownOnceToAnAdminWhoSaysWhy() {
        try (var admin = desk.as(Role.ADMIN, Look.light("en"))) {
            admin.open("/trace/contact/1042");
            admin.sees("●●●").sees("Values are masked");
            admin.page()
                    .getByRole(AriaRole.BUTTON, named("Show the values once"))
                    .click();
            admin.isAt("/trace/contact/1042");
            admin.page().locator("#reveal-why").fill("ticket 4711");
            admin.page()
                    .getByRole(AriaRole.BUTTON, named("Show the values once"))
                    .click();
            admin.sees("Personal data is shown").sees("@example.").doesNotSee("Values are masked");
            assertFine(admin);
            admin.presses("g", "a").sees("ticket 4711").sees("contact 1042");
            admin.open("/trace/contact/1042");
            admin.sees("●●●").doesNotSee("@example.");
        }
    }

    /// Sent? To whom? Why not?
    @Test
    void theMarketerSeesWhoGotItAndThatTheSumIsRight() {
        try (var marketer = desk.as(Role.APPROVER, Look.light("ja"))) {
            marketer.open("/");
            var news = row(marketer, Office.CAMPAIGN);
            assertThat(news).containsText("プレミアムのご案内");
            assertThat(news).not().containsText("✖");
            var suppressed = Integer.parseInt(
                    news.locator("td.number").nth(2).innerText().replace(",", ""));
            assertThat(suppressed).isPositive();
            marketer.presses("/");
            marketer.page().keyboard().type(desk.office().member());
            marketer.presses("Enter").sees("キャンペーンの利用者");
            assertFine(marketer);
        }
    }

    /// When did it go out, and how fast? Drawn, and told by a table for those who see no drawing.
    @Test
    void theMarketerSeesInChartsHowDeliveriesEnded() {
        try (var marketer = desk.as(Role.APPROVER, Look.dark("en"))) {
            marketer.open("/campaigns/" + Office.CAMPAIGN + "?range=24h");
            var charts = marketer.page().locator("#charts");
            assertThat(charts.locator("canvas")).hasCount(2);
            var table = charts.locator("[data-plot=sends] details");
            table.locator("summary").click();
            assertThat(table.locator("thead th")).hasCount(6);
            assertThat(table.locator("tbody tr").first().locator("td")).hasCount(5);
            assertFine(marketer);
        }
    }

    private static Locator row(Person person, String name) {
        return person.main()
                .getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText(name))
                .first();
    }

    private static ContainsTextOptions within() {
        return new ContainsTextOptions().setTimeout(BY_ITSELF);
    }

    private static void assertFine(Person person) {
        assertThat(person.complaints()).isEmpty();
        assertThat(Axe.violations(person.page())).isEmpty();
        assertThat(Tour.sideways(person.page())).isEmpty();
    }
}
