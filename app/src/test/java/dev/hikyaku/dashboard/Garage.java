package dev.hikyaku.dashboard;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.people.Role;
import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Settings;
import dev.hikyaku.run.campaign.CampaignReport;
import dev.hikyaku.run.campaign.CampaignRunner;
import dev.hikyaku.run.campaign.Gateways;
import dev.hikyaku.run.campaign.PushSettings;
import dev.hikyaku.simulators.push.fcm.FcmSimulator;
import dev.hikyaku.simulators.push.fcm.FcmSimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/// A garage with campaigns to its customers' phones, a simulated FCM, and the dashboard over its ledger.
final class Garage implements AutoCloseable {
    static final String PASSWORD = "carry my letters";
    private static final String HASH = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD);

    private final Path folder;
    private final FcmSimulator fcm;
    private final Project project;
    final Ledger ledger;
    final Dashboard dashboard;

    Garage(Path folder) throws IOException {
        this.folder = folder;
        fcm = FcmSimulator.start(FcmSimulatorOptions.of(folder.resolve("fcm")));
        declare();
        fill();
        var none = new Settings.Org(null, null, null, null, null, null, null);
        project = new Project(
                Manifest.read(folder),
                new Settings(
                        new Settings.Database(url("garage"), "sa", ""),
                        new Settings.Database(url("ledger"), "hikyaku", ""),
                        none,
                        folder.resolve("work"),
                        "en",
                        Duration.ofSeconds(30),
                        90_000_000,
                        2_000,
                        Duration.ofMillis(10),
                        Duration.ofMillis(200)));
        ledger = project.openLedger();
        for (var role : Role.values()) {
            ledger.people().users().add(role.word(), role, HASH);
        }
        dashboard = Dashboard.open(DashboardSettings.here(0), new Dashboard.Into(project, ledger));
    }

    private void declare() throws IOException {
        Files.createDirectories(folder.resolve("campaigns"));
        Files.createDirectories(folder.resolve("syncs"));
        Files.writeString(folder.resolve("hikyaku.yaml"), """
                version: 1
                zone: Asia/Tokyo
                push:
                  gateway: fcm
                  fcm: { url: '%s' }
                  devices:
                    table: devices
                    user: user_id
                    address: token
                    platform: platform
                    zone: zone
                    locale: locale
                  consents:
                    letters: { table: agreeing, user: user_id }
                """.formatted(fcm.url()));
        declareCampaigns();
    }

    private void declareCampaigns() throws IOException {
        campaign("inspection", """
                label: { ja: 車検のお知らせ, en: Inspection reminder }
                schedule: { cron: "7 9 * * *", zone: Asia/Tokyo }
                """);
        campaign("asleep", """
                label: { ja: 夜のお知らせ, en: Night letter }
                quietHours: { from: "00:00", to: "23:59", zone: recipient, then: hold }
                expires: 3d
                """);
        campaign("late", """
                label: { ja: 遅いお知らせ, en: Late letter }
                quietHours: { from: "00:00", to: "23:59", zone: recipient, then: hold }
                expires: 3d
                """);
        declareAsking();
    }

    private void declareAsking() throws IOException {
        campaign("careful", """
                label: { ja: 承認のいるお知らせ, en: Letter that asks first }
                approval: { above: 1, by: tanaka }
                """);
        campaign("grouped", """
                label: { ja: 上司に聞くお知らせ, en: Letter that asks the bosses }
                approval: { above: 1, by: bosses }
                """);
        campaign("posing", """
                label: { ja: 承認待ちに見えるお知らせ, en: Letter that only seems to ask }
                quietHours: { from: "00:00", to: "23:59", zone: recipient, then: hold }
                expires: 3d
                approval: { above: 1000, by: tanaka }
                """);
        campaign("idle", """
                label: { ja: まだのお知らせ, en: Never sent }
                """);
    }

    private void campaign(String name, String more) throws IOException {
        Files.writeString(folder.resolve("campaigns/" + name + ".yaml"), """
                version: 1
                campaign: %s
                audience:
                  sql: SELECT user_id, car_id, plate FROM cars ORDER BY car_id
                  once: [user_id, car_id]
                  consent: letters
                message:
                  default: ja
                  ja: { title: 車検のお知らせ, body: "{{plate}} の車検が近づいています。ご予約はお早めに。" }
                  en: { title: Inspection is due, body: "{{plate}} is due for inspection." }
                  open: "app://cars/{{car_id}}"
                  ttl: 12h
                """.formatted(name) + more);
    }

    private void fill() {
        sql(
                "CREATE TABLE cars (car_id INT, user_id INT, plate VARCHAR(40))",
                "CREATE TABLE devices (user_id INT, token VARCHAR(20), platform VARCHAR(10), zone VARCHAR(40),"
                        + " locale VARCHAR(10))",
                "CREATE TABLE agreeing (user_id INT)",
                "INSERT INTO cars VALUES (1, 1, '品川 1'), (2, 2, 'A 2'), (3, 3, 'A 3'), (4, 4, 'A 4'), (5, 5, NULL),"
                        + " (1, 1, '品川 1')",
                "INSERT INTO devices VALUES (1, 'one', 'android', 'Europe/London', 'ja'),"
                        + " (1, 'pad', 'ios', 'Europe/London', 'ja'), (2, 'two', 'ios', NULL, 'en-GB'),"
                        + " (3, 'three', 'android', NULL, NULL), (5, 'five', 'android', NULL, NULL),"
                        + " (9, 'nine', 'android', NULL, 'en')",
                "INSERT INTO agreeing VALUES (1), (2), (4), (5), (9)");
    }

    private String url(String name) {
        return "jdbc:h2:file:" + folder.resolve(name) + ";DB_CLOSE_DELAY=-1";
    }

    void sql(String... statements) {
        execute("garage", "sa", statements);
    }

    void inLedger(String... statements) {
        execute("ledger", "hikyaku", statements);
    }

    private void execute(String database, String user, String... statements) {
        try (var connection = DriverManager.getConnection(url(database), user, "");
                var statement = connection.createStatement()) {
            for (var one : statements) {
                statement.execute(one);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Runs a campaign, and waits for nothing that is held.
    CampaignReport run(String campaign, String key) {
        var usual = PushSettings.load();
        var push = new PushSettings(
                usual.inFlight(),
                usual.page(),
                usual.perSecond(),
                usual.ramp(),
                usual.bigFrom(),
                usual.canary(),
                usual.attempts(),
                usual.noHint(),
                usual.beforeRepeat(),
                Duration.ZERO,
                usual.stale(),
                null);
        var options = new CampaignRunner.Options(
                key, push, wanted -> Gateways.declared(wanted, fcm.serviceAccount()), (_, _, _, _) -> {}, _ -> {});
        return new CampaignRunner(project, options)
                .run(project.manifest().campaign(campaign).orElseThrow());
    }

    /// Another dashboard over the same ledger.
    Dashboard open(DashboardSettings settings) {
        return Dashboard.open(settings, new Dashboard.Into(project, ledger));
    }

    Browser as(Role role) {
        return new Browser(dashboard.url()).login(role.word(), PASSWORD);
    }

    @Override
    public void close() {
        dashboard.close();
        ledger.close();
        fcm.close();
    }
}
