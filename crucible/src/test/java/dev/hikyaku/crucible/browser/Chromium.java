package dev.hikyaku.crucible.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The browser that this machine has; none is fetched.
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Path MAC = Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium start() {
        var program = program()
                .orElseThrow(
                        () -> new AssertionError(
                                "found no Chromium, which this test needs."
                                        + " Debian: sudo apt-get install chromium fonts-noto-cjk   (or CRUCIBLE_CHROMIUM=/path/to/it)"));
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            var options = new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setArgs(List.of("--disable-gpu", "--font-render-hinting=none"));
            return new Chromium(playwright, playwright.chromium().launch(options));
        } catch (RuntimeException failed) {
            playwright.close();
            throw failed;
        }
    }

    private static Optional<Path> program() {
        var named = System.getenv("CRUCIBLE_CHROMIUM");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        var onThePath = NAMES.stream()
                .flatMap(name -> Arrays.stream(
                                System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)));
        return Stream.concat(onThePath, Stream.of(MAC))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Somebody who sits down before a fresh browser.
    Person person(URI dashboard, Look look) {
        var context = browser.newContext(new Browser.NewContextOptions()
                .setLocale(look.lang().equals("ja") ? "ja-JP" : "en-GB")
                .setTimezoneId("Asia/Tokyo")
                .setColorScheme(look.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(look.width(), look.isPhone() ? 740 : 860));
        return new Person(context, dashboard);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
