package dev.hikyaku.crucible.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.hikyaku.ledger.people.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The whole dashboard without a mouse.
@ExtendWith(Desk.Shared.class)
class KeyboardTest {
    private static final String CLICKABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary";

    /// Number of what has the focus among what can be clicked, and whether it can be seen that it has; -1 for nothing.
    private static final String FOCUS = """
            (clickable) => {
              const one = document.activeElement;
              const box = one.getBoundingClientRect();
              const seen = box.width > 0 && box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight
                && getComputedStyle(one).outlineStyle !== 'none';
              return { at: [...document.querySelectorAll(clickable)].indexOf(one), seen, what: one.outerHTML.slice(0, 120) };
            }""";

    private static final String VISIBLE = """
            (clickable) => [...document.querySelectorAll(clickable)]
              .map((one, at) => one.checkVisibility() ? at : -1)
              .filter((at) => at >= 0)""";

    private final Desk desk;

    KeyboardTest(Desk desk) {
        this.desk = desk;
    }

    @Test
    void everybodyLogsInWithKeysAlone() {
        try (var person = desk.stranger(Look.light("en"))) {
            person.open("/login");
            person.page().keyboard().type(Role.VIEWER.word());
            person.presses("Tab");
            person.page().keyboard().type(Office.PASSWORD);
            person.presses("Tab", "Enter").isAt("/");
        }
    }

    @Test
    void theFirstTabLeadsPastTheFrame() {
        try (var person = desk.as(Role.VIEWER, Look.light("ja"))) {
            person.open("/problems");
            person.presses("Tab");
            var skip = person.page().locator("a.skip");
            assertThat(skip).isFocused();
            assertThat(skip).isInViewport();
            person.presses("Enter");
            assertThat(person.page()).hasURL(person.address("/problems") + "#content");
            person.presses("Tab");
            assertThat(person.main().locator(":focus")).hasCount(1);
        }
    }

    @Test
    void aSlashSearchesFromEveryPage() {
        try (var person = desk.as(Role.VIEWER, Look.light("en"))) {
            for (var path : List.of("/", "/problems", "/runs", "/search", "/trace/contact/1042")) {
                person.open(path);
                person.presses("/");
                assertThat(person.page().getByRole(AriaRole.SEARCHBOX)).isFocused();
            }
            person.page().keyboard().type("48");
            person.presses("Enter").isAt("/trace/account/48");
        }
    }

    @Test
    void aSlashThatSomebodyTypesStaysASlash() {
        try (var person = desk.as(Role.VIEWER, Look.light("en"))) {
            person.open("/problems");
            person.page().locator("#code").click();
            person.presses("/", "g", "o");
            assertThat(person.page().locator("#code")).hasValue("/go");
            person.isAt("/problems");
        }
    }

    @Test
    void everyPageOfTheNavigationHasItsLetter() {
        try (var person = desk.as(Role.ADMIN, Look.light("en"))) {
            person.open("/");
            var links = person.page().locator(".top nav a");
            assertThat(links.all()).as("links of the navigation").hasSizeGreaterThan(5);
            var keys = new HashSet<String>();
            for (var link : links.all()) {
                var key = link.getAttribute("data-key");
                assertThat(keys.add(String.valueOf(key)))
                        .as("two pages at %s", key)
                        .isTrue();
            }
            var paths = links.all().stream()
                    .map(link -> Map.entry(link.getAttribute("data-key"), link.getAttribute("href")))
                    .toList();
            for (var path : paths) {
                person.open("/trace/contact/1042");
                person.presses("g", path.getKey()).isAt(path.getValue());
                assertThat(person.page().locator(".top nav a[aria-current=page]"))
                        .hasAttribute("href", path.getValue());
                assertThat(person.page().locator("footer")).containsText("g " + path.getKey());
            }
        }
    }

    @Test
    void everythingThatCanBeClickedIsReachedByTabAndShowsIt() {
        try (var person = desk.as(Role.ADMIN, Look.light("en"))) {
            for (var path : List.of("/", "/problems", "/runs", "/activity", "/trace/account/" + Office.STUBBORN)) {
                person.open(path);
                var reached = new HashSet<Object>();
                var wanted = (List<?>) person.page().evaluate(VISIBLE, CLICKABLE);
                for (var tabs = 0; tabs <= wanted.size() + 20 && reached.size() < wanted.size(); tabs++) {
                    person.presses("Tab");
                    var focus = focus(person.page());
                    if (!focus.get("at").equals(-1)) {
                        assertThat(focus.get("seen"))
                                .as(path + " " + focus.get("what"))
                                .isEqualTo(true);
                        reached.add(focus.get("at"));
                    }
                }
                assertThat(reached).as(path).containsAll(wanted);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> focus(Page page) {
        return (Map<String, Object>) page.evaluate(FOCUS, CLICKABLE);
    }
}
