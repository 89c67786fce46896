package dev.hikyaku.run.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.ledger.delivery.story.DeliveryStory.Told;
import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.Settings;
import dev.hikyaku.simulators.push.sns.SnsSimulatorExtension;
import dev.hikyaku.simulators.push.sns.fault.SnsFault;
import dev.hikyaku.simulators.push.sns.quota.Quotas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A whole run by Amazon SNS, which says yes to everything and tells by its queue what failed.
class LateNewsTest {
    @RegisterExtension
    final SnsSimulatorExtension extension = new SnsSimulatorExtension()
            .with(options -> options.withQuotas(Quotas.none()).withPlatformDelay(Duration.ofMillis(1)));

    @TempDir
    private Path folder;

    @BeforeEach
    void shop() throws IOException {
        System.setProperty("aws.accessKeyId", "anybody");
        System.setProperty("aws.secretAccessKey", "anything");
        var simulator = extension.simulator();
        Files.createDirectories(folder.resolve("campaigns"));
        Files.writeString(folder.resolve("hikyaku.yaml"), """
                version: 1
                push:
                  gateway: sns
                  devices: { table: devices, user: user_id, address: token }
                  sns:
                    region: ap-northeast-1
                    applications: { android: "%s" }
                    url: %s
                    perSecond: 1500
                    failures: %s
                """.formatted(
                        simulator.createApplication("GCM", "shop"), simulator.url(), simulator.queueUrl()));
        for (var name : new String[] {"hello", "again"}) {
            Files.writeString(folder.resolve("campaigns/" + name + ".yaml"), """
                    version: 1
                    campaign: %s
                    audience: { sql: SELECT user_id FROM devices, once: user_id }
                    message: { en: { title: Hello, body: World } }
                    """.formatted(name));
        }
        sql("CREATE TABLE devices (user_id INT PRIMARY KEY, token VARCHAR(20))");
    }

    @AfterEach
    void forgetWhoWeAre() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
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
        return "jdbc:h2:file:" + folder.resolve("shop") + ";DB_CLOSE_DELAY=-1";
    }

    private Project project() {
        var settings = new Settings(
                new Settings.Database(url(), "sa", ""),
                new Settings.Database(null, null, null),
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

    private CampaignReport run(String campaign) {
        var project = project();
        return new CampaignRunner(project, CampaignRunner.Options.declared("one", (_, _, _, _) -> {}))
                .run(project.manifest().campaign(campaign).orElseThrow());
    }

    private Told told(String campaign, String user) {
        try (var ledger = project().openLedger()) {
            return ledger.deliveries().story().ofUser(campaign, user).getFirst();
        }
    }

    @Test
    void whatFailedAfterTheYesIsEvidenceAndTheDeviceIsLeftAlone() {
        extension.simulator().faults().set(SnsFault.provider("UNREGISTERED").forTokens("dead-"));
        sql("INSERT INTO devices VALUES (1, 'alive-1'), (2, 'dead-2'), (3, 'alive-3'), (4, 'dead-4')");

        var report = run("hello");

        assertThat(report.problems()).isEmpty();
        assertThat(report.exitCode()).isZero();
        assertThat(report.failedLater()).isEqualTo(2);
        assertThat(report.books()).satisfies(books -> {
            assertThat(books.accepted()).isEqualTo(4);
            assertThat(books.unaccounted()).isZero();
        });
        assertThat(extension.simulator().events()).isZero();
        assertThat(told("hello", "2").state()).isEqualTo("accepted");
        assertThat(run("again").books()).satisfies(books -> {
            assertThat(books.accepted()).isEqualTo(2);
            assertThat(books.suppressed()).containsEntry("device_gone", 2L);
        });
    }

    @Test
    void wrongCredentialsPauseTheRunAndMarkNoDeviceDead() {
        extension.simulator().faults().set(SnsFault.provider("SENDER_ID_MISMATCH"));
        sql("INSERT INTO devices SELECT x, 'theirs-' || x FROM SYSTEM_RANGE(1, 4000)");

        var report = run("hello");

        assertThat(report.exitCode()).isEqualTo(Report.GUARD);
        assertThat(report.problems())
                .singleElement()
                .asString()
                .startsWith("HK4013  campaign hello, run one: ")
                .contains(" deliveries failed after the provider had accepted them. It is paused");
        assertThat(report.books()).satisfies(books -> {
            assertThat(books.run().state()).isEqualTo(State.PAUSED);
            assertThat(books.waiting()).isPositive();
            assertThat(books.unaccounted()).isZero();
        });
    }
}
