package dev.hikyaku.crucible.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import dev.hikyaku.ledger.people.Role;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// Somebody before the dashboard. Whatever the browser complains of is written down: errors of scripts, what the
/// content security policy forbids, files that do not come.
final class Person implements AutoCloseable {
    private static final double PATIENCE = 60_000;
    private static final int REFUSED = 400;

    private final BrowserContext context;
    private final URI dashboard;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    static {
        setDefaultAssertionTimeout(PATIENCE);
    }

    Person(BrowserContext context, URI dashboard) {
        this.context = context;
        this.dashboard = dashboard;
        context.setDefaultTimeout(PATIENCE);
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(said -> {
            // Files that do not come are told below, with their address; the page itself may well be a refusal.
            if (said.type().equals("error") && !said.text().startsWith("Failed to load resource")) {
                complaints.add(page.url() + ": " + said.text());
            }
        });
        page.onResponse(this::heard);
        page.onRequestFailed(this::unheard);
    }

    private void heard(Response answer) {
        if (answer.status() >= REFUSED && !answer.request().isNavigationRequest()) {
            complaints.add(page.url() + ": " + answer.status() + " " + answer.url());
        }
    }

    /// A page that is left takes back what it asked for.
    private void unheard(Request asked) {
        if (!"net::ERR_ABORTED".equals(asked.failure())) {
            complaints.add(page.url() + ": " + asked.failure() + " " + asked.url());
        }
    }

    Person logIn(Role role) {
        return logIn(role.word(), Office.PASSWORD);
    }

    Person logIn(String name, String password) {
        open("/login");
        page.locator("#name").fill(name);
        page.locator("#password").fill(password);
        page.locator("#password").press("Enter");
        assertThat(page.locator(".top nav")).isVisible();
        return this;
    }

    /// Goes to an address below the dashboard's, and says what status the answer has.
    int open(String path) {
        var answer = Objects.requireNonNull(page.navigate(address(path)), path);
        return answer.status();
    }

    /// What would stand in the browser's field for addresses.
    String address(String path) {
        return dashboard.resolve(path.substring(1)).toString();
    }

    /// Waits until a path below the dashboard's answers with a page.
    Person awaitThere(String path) {
        page.waitForCondition(
                () -> context.request().get(address(path)).ok(),
                new Page.WaitForConditionOptions().setTimeout(2 * PATIENCE));
        return this;
    }

    Page page() {
        return page;
    }

    Locator main() {
        return page.locator("main");
    }

    Person sees(String text) {
        assertThat(main()).containsText(text);
        return this;
    }

    Person sees(Pattern text) {
        assertThat(main()).containsText(text);
        return this;
    }

    Person doesNotSee(String text) {
        assertThat(main()).not().containsText(text);
        return this;
    }

    Person isAt(String path) {
        assertThat(page).hasURL(address(path));
        return this;
    }

    /// Follows the first link in the page with these words.
    Person follows(String words) {
        main().getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(words))
                .first()
                .click();
        return this;
    }

    Person presses(String... keys) {
        for (var key : keys) {
            page.keyboard().press(key);
        }
        return this;
    }

    /// What the browser complained of so far.
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /// Takes complaints back that are no wonder.
    ///
    /// @throws AssertionError when there was none, for then the wonder did not happen
    void excuse(String part) {
        if (!complaints.removeIf(one -> one.contains(part))) {
            throw new AssertionError("nothing complained of " + part + ", only " + complaints);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
