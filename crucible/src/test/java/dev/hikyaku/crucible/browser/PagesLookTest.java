package dev.hikyaku.crucible.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.hikyaku.dashboard.login.Route;
import dev.hikyaku.ledger.people.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpMethod;

/// Every page, Japanese and English, light and dark, on a desk and on a phone. Pictures land in
/// `crucible/target/screenshots`.
@ExtendWith(Desk.Shared.class)
class PagesLookTest {
    private final Desk desk;

    PagesLookTest(Desk desk) {
        this.desk = desk;
    }

    @Test
    void everyRouteThatIsAPageIsInTheList() {
        var wanted = Route.ALL.stream()
                .filter(route -> route.method().equals(HttpMethod.GET))
                .map(Route::pattern)
                .filter(pattern -> !pattern.startsWith(Screens.API) && !Screens.NO_PAGES.contains(pattern))
                .collect(Collectors.toCollection(TreeSet::new));
        var listed = Screens.ALL.stream()
                .map(Screen::route)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed).as("a new page is a line of Screens").isEqualTo(wanted);
    }

    @Test
    void everyPageAnswersAsItShould() {
        assertThat(desk.tour())
                .allSatisfy(seen -> assertThat(seen.status())
                        .as(seen.name())
                        .isEqualTo(seen.screen().status()));
    }

    @Test
    void everyPageHasItsPictures() {
        assertThat(desk.tour())
                .hasSize(Screens.ALL.size() * Look.ALL.size())
                .allSatisfy(seen -> assertThat(seen.picture()).isNotEmptyFile());
    }

    @Test
    void noPageScrollsSidewaysNotEvenOnThePhone() {
        assertThat(Tour.found(desk.tour(), Seen::sideways)).isEmpty();
    }

    @Test
    void theHeaderIsOneLineOnADeskWhoeverLooks() {
        for (var lang : List.of("en", "ja")) {
            for (var role : List.of(Role.OPERATOR, Role.APPROVER, Role.ADMIN)) {
                try (var person = desk.as(role, Look.light(lang))) {
                    for (var page : List.of("/runs", "/runs?theme=light", "/runs?theme=dark")) {
                        person.open(page);
                        assertThat(lines(person.page()))
                                .as(lang + " " + role + " " + page)
                                .isEqualTo(1);
                    }
                }
            }
        }
    }

    /// Whatever stands below the brand begins another line.
    private static int lines(Page page) {
        return ((Number) page.evaluate("""
                () => {
                  const brand = document.querySelector('.brand').getBoundingClientRect();
                  const all = [...document.querySelectorAll('.top a, .top input, .top button, .top .who')];
                  const boxes = all.map((one) => one.getBoundingClientRect()).filter((box) => box.width > 0);
                  return 1 + boxes.filter((box) => box.top >= brand.bottom).length;
                }
                """)).intValue();
    }

    @Test
    void nothingStaysUnwordedAndNothingStaysEnglishOnAJapanesePage() {
        assertThat(Tour.found(desk.tour(), Seen::raw)).isEmpty();
    }

    @Test
    void noPageMakesTheBrowserComplain() {
        assertThat(Tour.found(desk.tour(), Seen::complaints)).isEmpty();
    }

    @Test
    void whatThePolicyForbidsIsHeard() {
        try (var person = desk.stranger(Look.light("en"))) {
            person.open("/login");
            person.page().evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">')");
            person.page().waitForCondition(() -> !person.complaints().isEmpty());
            person.excuse("Content Security Policy directive 'style-src 'self''");
        }
    }

    @Test
    void whatSticksOutOrIsUnwordedIsFound() {
        try (var person = desk.stranger(new Look("ja", false, Look.PHONE))) {
            person.open("/login");
            assertThat(Tour.sideways(person.page())).isEmpty();
            person.page()
                    .evaluate("document.querySelector('main').insertAdjacentHTML('beforeend',"
                            + " '<h2>column.none</h2><pre>' + 'wide '.repeat(100) + '</pre>')");
            assertThat(Tour.sideways(person.page())).isNotEmpty();
            assertThat(Tour.raw(person.page(), "ja")).containsExactly("column.none", "column.none");
        }
    }

    @Test
    void theReadmeShowsTheTracePage() throws IOException {
        var file = Tour.ROOT.resolve("docs/images/trace.png");
        if ("write".equals(System.getProperty("screenshots"))) {
            try (var person = desk.as(Role.OPERATOR, new Look("en", false, 1000))) {
                person.open("/trace/account/" + Office.STUBBORN);
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Files.write(file, person.page().screenshot());
            }
        }
        assertThat(file).as("write it with -Dscreenshots=write").isNotEmptyFile();
        assertThat(Tour.ROOT.resolve("README.md")).content().contains("docs/images/trace.png");
        assertThat(Tour.ROOT.resolve("README.ja.md")).content().contains("docs/images/trace.png");
    }
}
