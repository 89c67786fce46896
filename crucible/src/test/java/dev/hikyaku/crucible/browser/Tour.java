package dev.hikyaku.crucible.browser;

import com.microsoft.playwright.Page;
import dev.hikyaku.ledger.people.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// Visits each page in each look, takes its picture, and writes down what is wrong with it.
final class Tour {
    static final Path ROOT = Path.of(System.getProperty("hikyaku.root"));

    private static final Path PICTURES = ROOT.resolve("crucible/target/screenshots");

    /// Names that are the same in Japanese.
    private static final List<String> NAMES = List.of("sync", "Salesforce", "Salesforce ID", "Hikyaku");

    private static final String SIDEWAYS = """
            () => {
              const width = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= width) return [];
              return [...document.querySelectorAll('body *')]
                .filter((one) => one.getBoundingClientRect().right > width + 1)
                .filter((one) => !one.parentElement.closest('.scroll'))
                .map((one) => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 60)}`)
                .slice(0, 5)
                .concat(`${document.documentElement.scrollWidth} px wide`);
            }""";

    /// Keys of texts and holes of templates, in any language.
    private static final String RAW = """
            () => (document.title + '\\n' + document.body.innerText)
              .match(/\\{\\d\\}|\\bundefined\\b|\\bNaN\\b|\\bnull\\b|\\b(?:action|by|cause|column|door|exit|found|health|lane|mishap|nav|operation|outcome|role|stage|state|theme|turn)\\.[a-z][\\w.-]*/g) || []""";

    /// What the pages themselves say, as against what they quote.
    private static final String WORDING = """
            () => [...document.querySelectorAll(
                'h1, h2, h3, th[scope=col], label, button, summary, dt, caption, legend, figcaption, nav a, .state, .lead')]
              .map((one) => one.textContent.trim())
              .filter((text) => text !== '')""";

    private static final String JAPANESE = "(?s).*[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}].*";

    private final Desk desk;

    Tour(Desk desk) {
        this.desk = desk;
    }

    List<Seen> go() {
        desk.office().awaitQuiet(desk);
        return Look.ALL.stream().flatMap(this::look).toList();
    }

    private Stream<Seen> look(Look look) {
        var people = new HashMap<Optional<Role>, Person>();
        try {
            var seen = new ArrayList<Seen>();
            for (var screen : Screens.ALL) {
                var role = Optional.ofNullable(screen.role());
                var person = people.computeIfAbsent(
                        role, who -> who.map(one -> desk.as(one, look)).orElseGet(() -> desk.stranger(look)));
                seen.add(visit(screen, look, person, desk.office().run()));
            }
            return seen.stream();
        } finally {
            people.values().forEach(Person::close);
        }
    }

    /// @param run that `{run}` in a path stands for
    static Seen visit(Screen screen, Look look, Person person, String run) {
        var before = person.complaints().size();
        var status = person.open(screen.path().replace("{run}", run));
        var page = person.page();
        var picture = PICTURES.resolve(look.name()).resolve(screen.name() + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(picture).setFullPage(true));
        var violations = Axe.violations(page);
        return new Seen(
                screen,
                look,
                status,
                person.complaints().subList(before, person.complaints().size()),
                violations,
                sideways(page),
                raw(page, look.lang()),
                picture);
    }

    /// What sticks out of the window, when the page scrolls sideways.
    static List<String> sideways(Page page) {
        return texts(page.evaluate(SIDEWAYS));
    }

    /// What nobody worded in this language.
    static List<String> raw(Page page, String lang) {
        var raw = new ArrayList<>(texts(page.evaluate(RAW)));
        if (lang.equals("ja")) {
            texts(page.evaluate(WORDING)).stream()
                    .filter(text -> !text.matches(JAPANESE) && !NAMES.contains(text))
                    .forEach(raw::add);
        }
        return raw;
    }

    private static List<String> texts(Object found) {
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    /// What is wrong, one line each, by screen.
    static Map<String, List<String>> found(List<Seen> tour, Function<Seen, List<String>> what) {
        var found = new TreeMap<String, List<String>>();
        tour.stream()
                .filter(seen -> !what.apply(seen).isEmpty())
                .forEach(seen -> found.put(seen.name(), what.apply(seen)));
        return found;
    }
}
