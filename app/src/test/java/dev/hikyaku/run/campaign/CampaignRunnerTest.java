package dev.hikyaku.run.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Gateway;
import dev.hikyaku.gateway.Notification;
import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.push.SendPoint;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.Settings;
import dev.hikyaku.run.Stop;
import dev.hikyaku.run.process.Premises;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignRunnerTest {
    @TempDir
    private Path folder;

    private final List<String> shown = Collections.synchronizedList(new ArrayList<>());
    private Consumer<SendPoint> rehearsal = _ -> {};

    private static final String CAMPAIGN = """
            version: 1
            campaign: reminder
            label: { ja: お知らせ, en: Reminder }
            audience:
              params: { due: today + 30d }
              sql: |
                SELECT user_id, car_id, plate FROM cars WHERE inspection_on <= :due
              once: [user_id, car_id]
              guard: { max: 4 }
            message:
              default: ja
              ja: { title: お知らせ, body: "{{plate}} の車検" }
              en: { title: Reminder, body: "{{plate}} is due" }
              ttl: 12h
            """;

    private static final String PROJECT = """
            version: 1
            zone: Asia/Tokyo
            push:
              gateway: fcm
              devices:
                table: devices
                user: user_id
                address: token
                platform: platform
                locale: locale
            """;

    private final class Shade implements Gateway {
        @Override
        public String name() {
            return "fcm";
        }

        @Override
        public Outcome send(Notification notification, Address address) {
            if (address.text().equals("dead")) {
                return new Outcome.Rejected("UNREGISTERED", "gone", Outcome.Blame.DEVICE);
            }
            shown.add(address.text() + ": " + notification.body());
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
        Files.writeString(folder.resolve("hikyaku.yaml"), PROJECT);
        Files.writeString(folder.resolve("campaigns/reminder.yaml"), CAMPAIGN);
        sql(
                "CREATE TABLE cars (car_id INT PRIMARY KEY, user_id INT, plate VARCHAR(20), inspection_on DATE)",
                "CREATE TABLE devices (user_id INT, token VARCHAR(20), platform VARCHAR(10), locale VARCHAR(10))",
                "INSERT INTO cars VALUES (1, 1, '品川 1', CURRENT_DATE), (2, 2, '品川 2', CURRENT_DATE),"
                        + " (3, 3, '品川 3', DATEADD(DAY, 90, CURRENT_DATE))",
                "INSERT INTO devices VALUES (1, 'one', 'ios', 'en-US'), (2, 'two', 'android', NULL),"
                        + " (3, 'three', 'ios', NULL)");
    }

    private void sql(String... statements) {
        try (var connection = DriverManager.getConnection(url(), "sa", "");
                var statement = connection.createStatement()) {
            for (var one : statements) {
                statement.execute(one);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("garage") + ";DB_CLOSE_DELAY=-1";
    }

    private CampaignReport run(String key) {
        var project = project();
        return new CampaignRunner(project, options(key, rehearsal)).run(campaign(project, "reminder"));
    }

    private static Campaign campaign(Project project, String name) {
        return project.manifest().campaign(name).orElseThrow();
    }

    private Project project() {
        var none = new Settings.Database(null, null, null);
        var settings = new Settings(
                new Settings.Database(url(), "sa", ""),
                none,
                new Settings.Org(null, null, null, null, null, null, null),
                null,
                "en",
                Duration.ofSeconds(30),
                90_000_000,
                2_000,
                Duration.ofMillis(10),
                Duration.ofMillis(200));
        return new Project(Manifest.read(folder), settings);
    }

    private CampaignRunner.Options options(String key, Consumer<SendPoint> hears) {
        return new CampaignRunner.Options(
                key,
                PushSettings.load(),
                _ -> new Gateways(List.of(new Shade()), 4_096, 10_000),
                (_, _, _, _) -> {},
                hears);
    }

    @Test
    void leavesACampaignAloneThatRunsBesideItForTheSameInstant() throws IOException {
        Files.writeString(
                folder.resolve("campaigns/other.yaml"), CAMPAIGN.replace("campaign: reminder", "campaign: other"));
        var project = project();
        var codes = Collections.synchronizedList(new ArrayList<Integer>());
        try (var ledger = project.openLedgerToRun();
                var stop = new Stop()) {
            var premises = Premises.shared(project, ledger, stop);
            Runnable beside = () -> codes.add(new CampaignRunner(premises, options("2026-11-22T00:00:00Z", _ -> {}))
                    .run(campaign(project, "other"))
                    .exitCode());
            var report = new CampaignRunner(premises, options("2026-11-22T00:00:00Z", atIntent(beside)))
                    .run(campaign(project, "reminder"));
            assertThat(report.problems()).isEmpty();
            assertThat(report.exitCode()).isZero();
        }
        assertThat(codes).containsExactly(0);
        assertThat(shown).hasSize(4);
    }

    private static Consumer<SendPoint> atIntent(Runnable work) {
        return point -> {
            if (point == SendPoint.BEFORE_INTENT) {
                try {
                    Thread.ofPlatform().start(work).join();
                } catch (InterruptedException hurried) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    @Test
    void carriesWhatTheManifestSaysOnceForEachKey() {
        var report = run("2026-11-22T00:00:00Z");
        assertThat(report.problems()).isEmpty();
        assertThat(report.exitCode()).isZero();
        assertThat(shown).containsExactlyInAnyOrder("one: 品川 1 is due", "two: 品川 2 の車検");
        assertThat(report.books()).satisfies(books -> {
            assertThat(books.accepted()).isEqualTo(2);
            assertThat(books.unaccounted()).isZero();
            assertThat(books.run().state()).isEqualTo(State.FINISHED);
        });
        assertThat(report.stages()).extracting(Report.Stage::stage).containsExactly("audience", "deliver");
        var again = run("2026-11-22T00:00:00Z");
        assertThat(again.exitCode()).isEqualTo(Report.HELD);
        assertThat(again.problems())
                .singleElement()
                .asString()
                .startsWith("run 2026-11-22T00:00:00Z of campaign reminder was already done at ");
        assertThat(run("next").books())
                .satisfies(
                        books -> assertThat(books.run().counted().alreadySent()).isEqualTo(2));
        assertThat(shown).hasSize(2);
    }

    @Test
    void saysThatDeliveriesWereRejected() {
        sql("UPDATE devices SET token = 'dead' WHERE user_id = 2");
        assertThat(run("one").exitCode()).isEqualTo(Report.REJECTED);
    }

    @Test
    void stopsByItsGuardBeforeAnythingIsSent() {
        sql("INSERT INTO cars SELECT x, x, 'x', CURRENT_DATE FROM SYSTEM_RANGE(10, 20)");
        var report = run("one");
        assertThat(report.exitCode()).isEqualTo(Report.GUARD);
        assertThat(shown).isEmpty();
        assertThat(report.books())
                .satisfies(books -> assertThat(books.unaccounted()).isZero());
        assertThat(run("one").problems())
                .containsExactly("run one of campaign reminder was stopped: more than 4 recipients, the most that"
                        + " audience.guard.max allows. Nothing was done here.");
    }

    @Test
    void goesOnAfterACrashUnderItsKey() {
        rehearsal = point -> {
            if (point == SendPoint.BEFORE_INTENT) {
                throw new IllegalStateException("crash");
            }
        };
        assertThat(catchThrowable(() -> run("one"))).isInstanceOf(IllegalStateException.class);
        rehearsal = _ -> {};
        assertThat(run("one").exitCode()).isZero();
        assertThat(shown).hasSize(2);
    }

    @Test
    void saysThatItsFileWasEditedMeanwhile() throws IOException {
        rehearsal = point -> {
            if (point == SendPoint.BEFORE_INTENT) {
                throw new IllegalStateException("crash");
            }
        };
        assertThat(catchThrowable(() -> run("one"))).isInstanceOf(IllegalStateException.class);
        rehearsal = _ -> {};
        Files.writeString(folder.resolve("campaigns/reminder.yaml"), CAMPAIGN.replace("is due", "is really due"));
        assertThat(run("one").edited()).isTrue();
        assertThat(shown).contains("one: 品川 1 is really due");
        assertThat(run("two").edited()).isFalse();
    }

    @Test
    void saysWhatIsWrongWithTheQuery() {
        sql("DROP TABLE cars");
        var report = run("one");
        assertThat(report.exitCode()).isEqualTo(Report.MANIFEST);
        assertThat(report.problems())
                .singleElement()
                .asString()
                .startsWith("HK4031  campaigns/reminder.yaml: the query of the audience was refused: Table \"CARS\" not"
                        + " found");
    }
}
