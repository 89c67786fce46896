package dev.hikyaku.run.campaign;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Gateway;
import dev.hikyaku.gateway.Notification;
import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.push.SendPoint;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A garage that reminds its customers by the clock, for tests: two phones, one campaign, a ledger of its own.
abstract class ClockedGarage {
    static final String TOKYO = "schedule: { cron: \"0 9 * * *\", zone: Asia/Tokyo, missed: run-once, grace: 2h }";

    /// 9:00 in Tokyo.
    static final Instant NINE = Instant.parse("2026-11-22T00:00:00Z");

    @TempDir
    Path folder;

    final List<String> shown = Collections.synchronizedList(new ArrayList<>());
    Consumer<SendPoint> rehearsal = _ -> {};

    private final class Shade implements Gateway {
        @Override
        public String name() {
            return "fcm";
        }

        @Override
        public Outcome send(Notification notification, Address address) {
            shown.add(address.text());
            return new Outcome.Accepted("1", null);
        }

        @Override
        public Outcome check(Notification notification, Address address) {
            return new Outcome.Accepted("1", null);
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void garage() throws IOException {
        Files.createDirectories(folder.resolve("campaigns"));
        Files.createDirectories(folder.resolve("syncs"));
        Files.writeString(folder.resolve("hikyaku.yaml"), """
                version: 1
                push:
                  gateway: fcm
                  devices: { table: devices, user: user_id, address: token }
                """);
        declare(TOKYO);
        sql(
                "CREATE TABLE devices (user_id INT, token VARCHAR(20))",
                "INSERT INTO devices VALUES (1, 'one'), (2, 'two')");
    }

    void declare(String schedule) throws IOException {
        Files.writeString(folder.resolve("campaigns/reminder.yaml"), """
                version: 1
                campaign: reminder
                audience:
                  sql: SELECT user_id, token FROM devices
                  once: [user_id]
                message:
                  default: en
                  en: { title: Reminder, body: "Hello" }
                """ + schedule + "\n");
    }

    void sql(String... statements) {
        try (var connection = DriverManager.getConnection(url("garage"), "sa", "");
                var statement = connection.createStatement()) {
            for (var one : statements) {
                statement.execute(one);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    String url(String name) {
        return "jdbc:h2:file:" + folder.resolve(name) + ";DB_CLOSE_DELAY=-1";
    }

    Project project() {
        var none = new Settings.Database(null, null, null);
        return new Project(
                Manifest.read(folder),
                new Settings(
                        new Settings.Database(url("garage"), "sa", ""),
                        none,
                        new Settings.Org(null, null, null, null, null, null, null),
                        null,
                        "en",
                        Duration.ofSeconds(30),
                        90_000_000,
                        2_000,
                        Duration.ofMillis(10),
                        Duration.ofMillis(200)));
    }

    Launch launch(Project project, Instant now) {
        return new Launch(
                project,
                InstantSource.fixed(now),
                key -> new CampaignRunner.Options(
                        key,
                        PushSettings.load(),
                        _ -> new Gateways(List.of(new Shade()), 4_096, 10_000),
                        (_, _, _, _) -> {},
                        point -> rehearsal.accept(point)));
    }

    Launched due(Instant now) {
        var project = project();
        return launch(project, now).due(project.manifest().campaign("reminder").orElseThrow());
    }

    Launched at(Instant start, Instant now) {
        var project = project();
        return launch(project, now).at(project.manifest().campaign("reminder").orElseThrow(), start);
    }

    List<CampaignRun> runs() {
        try (var ledger = project().openLedger()) {
            return ledger.deliveries().runs().newest("reminder", 20);
        }
    }

    void whatACrashLeftBehind() {
        rehearsal = point -> {
            if (point == SendPoint.BEFORE_INTENT) {
                throw new IllegalStateException("crash");
            }
        };
        assertThatThrownBy(() -> due(NINE.plusSeconds(1))).hasMessageContaining("crash");
        rehearsal = _ -> {};
    }
}
