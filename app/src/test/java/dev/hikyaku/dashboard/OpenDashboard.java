package dev.hikyaku.dashboard;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.people.Role;
import dev.hikyaku.run.Shop;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/// A shop of which one run went through, the dashboard over its ledger, and a user of each role.
abstract class OpenDashboard {
    static final String PASSWORD = "carry my letters";

    /// Weaker than users get, for tests make many.
    private static final String HASH = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD);

    @TempDir
    Path folder;

    Shop shop;
    Ledger ledger;
    Dashboard dashboard;
    private final List<Browser> browsers = new ArrayList<>();

    DashboardSettings settings() {
        return DashboardSettings.here(0);
    }

    /// Whether a run goes through before.
    boolean carries() {
        return true;
    }

    @BeforeEach
    void open() {
        shop = new Shop(folder, "jdbc:h2:file:" + folder.resolve("ledger"));
        shop.sql(
                "INSERT INTO companies VALUES (1, '株式会社みどり', '03-1234-5678'), (2, 'forbidden', '06-9999-0000')",
                "INSERT INTO people VALUES (1, '佐藤', 1, NULL), (2, 'this name is longer than twenty', 1, NULL),"
                        + " (3, 'Kofi', 2, NULL)");
        if (carries()) {
            shop.run();
        }
        ledger = shop.ledger();
        for (var role : Role.values()) {
            ledger.people().users().add(role.word(), role, HASH);
        }
        dashboard = Dashboard.open(settings(), new Dashboard.Into(shop.project(), ledger));
    }

    @AfterEach
    void close() {
        browsers.forEach(Browser::close);
        dashboard.close();
        ledger.close();
        shop.close();
    }

    Browser browser() {
        var browser = new Browser(dashboard.url());
        browsers.add(browser);
        return browser;
    }

    Browser as(Role role) {
        return browser().login(role.word(), PASSWORD);
    }

    static DashboardSettings readOnly() {
        return new DashboardSettings(0, "127.0.0.1", "/", null, true, Duration.ofHours(1));
    }

    static DashboardSettings below(String path, URI url) {
        return new DashboardSettings(0, "127.0.0.1", path, url, false, Duration.ofHours(1));
    }
}
