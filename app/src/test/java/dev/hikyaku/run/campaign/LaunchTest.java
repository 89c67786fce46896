package dev.hikyaku.run.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Gateway;
import dev.hikyaku.gateway.Notification;
import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.push.SendPoint;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Report;
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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Campaigns that start by the clock, while this process may be in any zone.
class LaunchTest {
    private static final String TOKYO =
            "schedule: { cron: \"0 9 * * *\", zone: Asia/Tokyo, missed: run-once, grace: 2h }";

    /// 9:00 in Tokyo.
    private static final Instant NINE = Instant.parse("2026-11-22T00:00:00Z");

    @TempDir
    private Path folder;

    private final List<String> shown = Collections.synchronizedList(new ArrayList<>());
    private Consumer<SendPoint> rehearsal = _ -> {};

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

    private void declare(String schedule) throws IOException {
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

    private void sql(String... statements) {
        try (var connection = DriverManager.getConnection(url("garage"), "sa", "");
                var statement = connection.createStatement()) {
            for (var one : statements) {
                statement.execute(one);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private String url(String name) {
        return "jdbc:h2:file:" + folder.resolve(name) + ";DB_CLOSE_DELAY=-1";
    }

    private Project project() {
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

    private Launch launch(Project project, Instant now) {
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

    private Launched due(Instant now) {
        var project = project();
        return launch(project, now).due(project.manifest().campaign("reminder").orElseThrow());
    }

    private Launched at(Instant start, Instant now) {
        var project = project();
        return launch(project, now).at(project.manifest().campaign("reminder").orElseThrow(), start);
    }

    private List<CampaignRun> runs() {
        try (var ledger = project().openLedger()) {
            return ledger.deliveries().runs().newest("reminder", 20);
        }
    }

    @Test
    void nineInTokyoIsMidnightUtc() {
        var early = due(NINE.minusSeconds(30));
        assertThat(early.reports()).isEmpty();
        assertThat(early.exitCode()).isZero();
        assertThat(early.next()).isEqualTo(NINE);
        var now = due(NINE.plusSeconds(20));
        assertThat(now.start()).isEqualTo(NINE);
        assertThat(now.late()).isFalse();
        assertThat(shown).containsExactlyInAnyOrder("one", "two");
        assertThat(runs()).extracting(CampaignRun::key).containsExactly("2026-11-22T00:00:00Z");
        var again = due(NINE.plusSeconds(40));
        assertThat(again.reports()).isEmpty();
        assertThat(again.next()).isEqualTo(NINE.plus(Duration.ofDays(1)));
    }

    @Test
    void theFirstLookMayBeTheStartItself() {
        assertThat(due(NINE.plusSeconds(5)).start()).isEqualTo(NINE);
    }

    @Test
    void aLateStartIsMadeUpForWithinItsGrace() {
        due(NINE.minusSeconds(30));
        var late = due(NINE.plus(Duration.ofMinutes(90)));
        assertThat(late.late()).isTrue();
        assertThat(late.start()).isEqualTo(NINE);
        assertThat(shown).hasSize(2);
    }

    @Test
    void aMissedStartIsWrittenDownOnce() {
        due(NINE.minusSeconds(30));
        var tooLate = due(NINE.plus(Duration.ofHours(3)));
        assertThat(tooLate.missed()).containsExactly(NINE);
        assertThat(tooLate.exitCode()).isZero();
        assertThat(shown).isEmpty();
        assertThat(runs()).singleElement().satisfies(run -> {
            assertThat(run.state()).isEqualTo(State.MISSED);
            assertThat(run.reason())
                    .isEqualTo(
                            "nobody was there; seen 180 min late, and only the newest is made up for, within 120 min");
        });
        assertThat(due(NINE.plus(Duration.ofHours(4))).missed()).isEmpty();
        var byHand = at(NINE, NINE.plus(Duration.ofHours(4)));
        assertThat(byHand.exitCode()).isEqualTo(Report.HELD);
        assertThat(byHand.reports().getFirst().problems().getFirst())
                .startsWith("run 2026-11-22T00:00:00Z of campaign reminder was missed: nobody was there");
    }

    @Test
    void aSkippedStartIsNotMadeUpForHoweverItIsLaunched() throws IOException {
        declare("schedule: { cron: \"0 9 * * *\", zone: Asia/Tokyo, missed: skip }");
        var launched = at(NINE, NINE.plus(Duration.ofMinutes(5)));
        assertThat(launched.missed()).containsExactly(NINE);
        assertThat(shown).isEmpty();
        assertThat(at(NINE.plus(Duration.ofDays(1)), NINE.plus(Duration.ofDays(1)))
                        .exitCode())
                .isZero();
        assertThat(shown).hasSize(2);
    }

    @Test
    void aSecondLaunchOfOneInstantFindsItDone() {
        assertThat(at(NINE, NINE.plusSeconds(1)).exitCode()).isZero();
        var second = at(NINE, NINE.plusSeconds(2));
        assertThat(second.exitCode()).isEqualTo(Report.HELD);
        assertThat(second.reports().getFirst().problems().getFirst())
                .startsWith("run 2026-11-22T00:00:00Z of campaign reminder was already done at ");
        assertThat(due(NINE.plusSeconds(30)).reports()).isEmpty();
        assertThat(shown).hasSize(2);
    }

    @Test
    void whatACrashLeftIsCarriedOnByTheNextLook() {
        rehearsal = point -> {
            if (point == SendPoint.BEFORE_INTENT) {
                throw new IllegalStateException("crash");
            }
        };
        assertThatThrownBy(() -> due(NINE.plusSeconds(1))).hasMessageContaining("crash");
        rehearsal = _ -> {};
        var next = due(NINE.plus(Duration.ofHours(5)));
        assertThat(next.reports())
                .singleElement()
                .satisfies(report -> assertThat(report.exitCode()).isZero());
        assertThat(next.missed()).isEmpty();
        assertThat(shown).hasSize(2);
    }

    @Test
    void ofEightThatLaunchOneInstantOneRuns() throws InterruptedException, ExecutionException {
        var work = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 8; i++) {
            work.add(() -> at(NINE, NINE.plusSeconds(1)).exitCode());
        }
        var codes = new ArrayList<Integer>();
        try (var pool = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> one : pool.invokeAll(work)) {
                codes.add(one.get());
            }
        }
        assertThat(codes).containsOnly(0, Report.HELD);
        assertThat(codes.stream().filter(code -> code == 0)).hasSize(1);
        assertThat(shown).containsExactlyInAnyOrder("one", "two");
        assertThat(runs()).hasSize(1);
    }

    @Test
    void theHourThatClocksSkipAndTheOneThatComesTwiceStartOnce() throws IOException {
        declare("schedule: { cron: \"30 2 * * *\", zone: America/New_York }");
        due(Instant.parse("2026-03-08T06:59:30Z"));
        assertThat(due(Instant.parse("2026-03-08T07:00:10Z")).start()).isEqualTo(Instant.parse("2026-03-08T07:00:00Z"));
        assertThat(due(Instant.parse("2026-03-08T07:30:10Z")).start()).isNull();
        declare("schedule: { cron: \"30 1 * * *\", zone: America/New_York }");
        assertThat(due(Instant.parse("2026-11-01T05:30:10Z")).start()).isEqualTo(Instant.parse("2026-11-01T05:30:00Z"));
        assertThat(due(Instant.parse("2026-11-01T06:30:10Z")).start()).isNull();
        assertThat(shown).hasSize(2);
    }
}
