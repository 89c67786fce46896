package dev.hikyaku.run.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.Runner;
import dev.hikyaku.run.ShopRun;
import dev.hikyaku.run.process.Premises;
import dev.hikyaku.run.schedule.SyncLaunch.Launched;
import dev.hikyaku.simulators.salesforce.fault.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Syncs that start by the clock, while this process may be in any zone.
class SyncLaunchTest extends ShopRun {
    /// 9:00 in Tokyo.
    private static final Instant NINE = Instant.parse("2026-11-22T00:00:00Z");

    private static final String TOKYO = "{ cron: \"0 9 * * *\", zone: Asia/Tokyo, missed: run-once, grace: 2h }";

    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:mem:launch" + folder.getFileName() + ";DB_CLOSE_DELAY=-1";
    }

    @BeforeEach
    void declare() {
        shop.sql("INSERT INTO companies VALUES (1, 'みどり商事', '03-0000-0001')");
        declare(TOKYO);
    }

    private void declare(String schedule) {
        shop.write("syncs/company.yaml", """
                version: 1
                sync: company
                salesforce: { object: Account, externalId: AppId__c }
                source: { table: companies, key: id }
                fields: { Name: name }
                schedule: %s
                """.formatted(schedule));
    }

    private static Sync company(Project project) {
        return project.manifest().sync("company").orElseThrow();
    }

    private static SyncLaunch launch(Premises premises, Instant now) {
        return new SyncLaunch(
                premises, InstantSource.fixed(now), key -> new Runner.Options(key, null, (_, _, _, _) -> {}));
    }

    private Launched due(Instant now) {
        var project = shop.project();
        return launch(Premises.alone(project), now).due(company(project));
    }

    private Launched at(Instant start, Instant now) {
        var project = shop.project();
        return launch(Premises.alone(project), now).at("company", List.of(company(project)), start);
    }

    @Test
    void nineInTokyoIsMidnightUtcAndRunsOnce() {
        assertThat(due(NINE.minusSeconds(1)).start()).isNull();
        var launched = due(NINE.plusSeconds(10));
        assertThat(launched.start()).isEqualTo(NINE);
        assertThat(launched.exitCode()).isZero();
        assertThat(launched.next()).isEqualTo(NINE.plus(Duration.ofDays(1)));
        assertThat(due(NINE.plusSeconds(20)).start()).isNull();
        assertThat(shop.records("Account")).hasSize(1);
        try (var ledger = shop.ledger()) {
            assertThat(ledger.runs().newest(9)).singleElement().satisfies(run -> {
                assertThat(run.key()).isEqualTo("company@2026-11-22T00:00:00Z");
                assertThat(run.state()).isEqualTo("finished");
            });
        }
    }

    @Test
    void aSchedulerThatFiresTwiceFindsItDone() {
        assertThat(at(NINE, NINE.plusSeconds(40)).exitCode()).isZero();
        var again = at(NINE, NINE.plusSeconds(50));
        assertThat(again.exitCode()).isEqualTo(Report.HELD);
        assertThat(again.report().problems())
                .singleElement()
                .asString()
                .startsWith("run company@2026-11-22T00:00:00Z was already done at ");
        assertThat(due(NINE.plusSeconds(55)).start())
                .as("the service finds it done too")
                .isNull();
    }

    @Test
    void ofEightThatLaunchOneInstantOneRuns() throws Exception {
        try (var pool = Executors.newFixedThreadPool(8);
                var open = shop.ledger()) {
            assertThat(open.runs().newest(1)).isEmpty();
            Callable<Launched> task = () -> at(NINE, NINE.plusSeconds(5));
            var codes = pool.invokeAll(IntStream.range(0, 8).mapToObj(_ -> task).toList()).stream()
                    .map(Future::resultNow)
                    .map(Launched::exitCode)
                    .sorted()
                    .toList();
            assertThat(codes).containsExactly(0, 11, 11, 11, 11, 11, 11, 11);
            assertThat(open.runs().newest(9)).hasSize(1);
        }
    }

    /// New York puts its clocks forward on 8 March 2026 at 2:00 and back on 1 November 2026 at 2:00.
    @ParameterizedTest
    @CsvSource({
        "30 2 * * *, 2026-03-08T05:00:00Z, 2026-03-08T07:00:00Z",
        "30 2 * * *, 2026-03-09T05:00:00Z, 2026-03-09T06:30:00Z",
        "30 1 * * *, 2026-11-01T04:00:00Z, 2026-11-01T05:30:00Z",
        "30 1 * * *, 2026-11-01T05:31:00Z, 2026-11-02T06:30:00Z",
        "0 9 * * *,  2026-03-08T00:00:00Z, 2026-03-08T13:00:00Z",
        "0 9 * * *,  2026-11-01T00:00:00Z, 2026-11-01T14:00:00Z",
    })
    void startsOnceThoughNewYorksClocksSkipAnHourOrShowItTwice(String cron, Instant now, Instant wanted) {
        declare("{ cron: \"" + cron + "\", zone: America/New_York }");
        assertThat(due(now).next()).isEqualTo(wanted);
        assertThat(due(wanted.plusSeconds(1)).start()).isEqualTo(wanted);
        assertThat(due(wanted.plus(Duration.ofHours(1)).plusSeconds(1)).start()).isNull();
    }

    @Test
    void aMissedRunIsMadeUpForWithinItsGraceAndThenWrittenDownOnce() {
        due(NINE.minusSeconds(60));
        assertThat(due(NINE.plus(Duration.ofMinutes(90))))
                .satisfies(launched -> assertThat(launched.start()).isEqualTo(NINE))
                .satisfies(launched -> assertThat(launched.late()).isTrue());
        var tomorrow = NINE.plus(Duration.ofDays(1));
        assertThat(due(tomorrow.plus(Duration.ofHours(3))).missed()).containsExactly(tomorrow);
        assertThat(due(tomorrow.plus(Duration.ofHours(3))).missed()).isEmpty();
        assertThat(at(tomorrow, tomorrow.plus(Duration.ofHours(4))).exitCode()).isEqualTo(Report.HELD);
        try (var ledger = shop.ledger()) {
            assertThat(ledger.story().notes(Alarms.MISSED, 9))
                    .singleElement()
                    .satisfies(
                            note -> assertThat(note.detail()).startsWith("the run of 2026-11-23T00:00:00Z never came"));
        }
    }

    @Test
    void aRunThatWasStoppedIsTriedAgainInItsGrace() {
        due(NINE.minusSeconds(60));
        shop.org().faults().set(Fault.error(503));
        var stopped = due(NINE.plusSeconds(1));
        assertThat(stopped.exitCode()).isEqualTo(Report.UNREACHABLE);
        shop.org().faults().clear();
        var again = due(NINE.plus(Duration.ofMinutes(20)));
        assertThat(again.start()).isEqualTo(NINE);
        assertThat(again.exitCode()).isZero();
        assertThat(shop.records("Account")).hasSize(1);
    }

    @Test
    void whoeverWatchesTellsOfARunThatNeverCameAndOfNoOther() {
        var project = shop.project();
        var entry = Timetable.of(project.manifest()).getFirst();
        try (var ledger = shop.ledger()) {
            look(ledger, entry, NINE.minusSeconds(60));
            at(NINE, NINE.plusSeconds(30));
            assertThat(look(ledger, entry, NINE.plus(Duration.ofMinutes(11)))).isEmpty();
            var tomorrow = NINE.plus(Duration.ofDays(1));
            assertThat(look(ledger, entry, tomorrow.plus(Duration.ofMinutes(9))))
                    .isEmpty();
            assertThat(look(ledger, entry, tomorrow.plus(Duration.ofMinutes(11))))
                    .containsExactly(tomorrow);
            assertThat(look(ledger, entry, tomorrow.plus(Duration.ofMinutes(12))))
                    .isEmpty();
            assertThat(ledger.story().notes(Alarms.MISSED, 9)).hasSize(1);
        }
    }

    private static List<Instant> look(Ledger ledger, Timetable.Entry entry, Instant now) {
        return new Watch(ledger, Duration.ofMinutes(10)).look(entry, now);
    }
}
