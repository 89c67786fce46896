package dev.hikyaku.ledger.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.ledger.BulkJobs;
import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Changes.Origin;
import dev.hikyaku.ledger.Claims;
import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Holder;
import dev.hikyaku.ledger.Leases;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.Outcome;
import dev.hikyaku.ledger.Runs;
import dev.hikyaku.ledger.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is written down of how it went, whatever database it lives in.
abstract class HistoryContract {
    private static final String SYNC = "contact";
    private static final Duration KEEP = Duration.ofDays(8);

    /// Minutes that are behind us anyway, so that no test runs over the end of one.
    private static final int AGO = 30;

    private Ledger ledger;
    private JdbcClient sql;
    private Fence fence;
    private Runs.Run run;

    abstract Ledger.Settings settings();

    @BeforeEach
    void open() {
        ledger = Ledger.open(settings());
        sql = JdbcClient.create(ledger.dataSource());
        fence = ((Leases.Answer.Granted) ledger.leases().take("sync:" + SYNC, Holder.self(), Duration.ofMinutes(5)))
                .fence();
        run = ledger.runs().begin("run-1", List.of(SYNC), Holder.self());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private void takeIn(int from, int until) {
        ledger.changes()
                .takeIn(
                        fence,
                        run,
                        SYNC,
                        "scan",
                        IntStream.range(from, until)
                                .mapToObj(key -> new NewChange("" + key, "{}", null))
                                .toList());
    }

    /// Carries what waits; these keys are refused, and these superseded by something newer.
    private void carry(List<String> refused, List<String> superseded) {
        var waiting = ledger.claims().waiting(new Claims.Wanted(SYNC, "upsert", true, Claims.Rest.NONE), 0, 1000);
        var travelling =
                waiting.stream().filter(one -> !superseded.contains(one.key())).toList();
        var old = waiting.stream()
                .filter(one -> superseded.contains(one.key()))
                .map(Claims.Waiting::id)
                .toList();
        var job = claim(travelling.stream().map(Claims.Waiting::id).toList(), old);
        var rows = travelling.stream()
                .map(one -> new Settlement.Row(
                        one.key(),
                        refused.contains(one.key())
                                ? new Outcome.Rejected("STRING_TOO_LONG", "too long")
                                : new Outcome.Accepted("003000000000" + (100 + one.id() % 900) + "AAA")))
                .toList();
        ledger.settlement().settle(new Settlement.Work(fence, run, job, "00D000000000001AAA"), rows);
        ledger.settlement().finish(fence, job);
    }

    private BulkJobs.BulkJob claim(List<Long> ids, List<Long> old) {
        var wanted = new BulkJobs.NewBulkJob(SYNC, "upsert", "Contact", BulkJobs.Lane.BULK);
        var job = ledger.bulkJobs().prepare(fence, run, wanted);
        var none = List.<Long>of();
        var verdicts = new Claims.Verdicts(
                List.of(new Claims.Taken(job, ids)), old, none, List.of(), List.of(), List.of(), none, List.of());
        ledger.claims().decide(fence, run, SYNC, verdicts);
        return ledger.bulkJobs().freeze(fence, job, "0".repeat(64), ids.size(), 100);
    }

    /// Moves all that was left for the history into the past.
    private void ago(int minutes) {
        for (var table : List.of("hk_settled", "hk_intake")) {
            sql.sql("UPDATE " + table + " SET at = at - INTERVAL '" + minutes + "' MINUTE")
                    .update();
        }
    }

    private boolean record() {
        return ledger.history().record(List.of(SYNC), KEEP);
    }

    private Counts sum(int minutes) {
        return sql.sql("SELECT SUM(taken_in), SUM(accepted), SUM(rejected), SUM(superseded), SUM(unsent),"
                        + " SUM(unknown_outcome) FROM hk_history WHERE kind = 'sync' AND minutes = ?")
                .param(minutes)
                .query((rs, _) -> new Counts(
                        rs.getLong(1), rs.getLong(2), rs.getLong(3), rs.getLong(4), rs.getLong(5), rs.getLong(6)))
                .single();
    }

    private long rows(String table) {
        return sql.sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
    }

    @Test
    void tellsWhatCameAndWhatEndedInStepsOfAMinuteTenAndAnHour() {
        takeIn(0, 5);
        carry(List.of("2"), List.of("4"));
        ago(AGO);
        assertThat(record()).isTrue();
        var all = new Counts(5, 3, 1, 1, 0, 0);
        assertThat(Stream.of(1, 10, 60).map(this::sum)).containsOnly(all);
        var chart = ledger.history().read(Range.HOUR, null);
        assertThat(chart.points()).hasSizeBetween(58, 60);
        assertThat(chart.points().stream().map(Point::counts).filter(counts -> counts != null && counts.takenIn() > 0))
                .containsExactly(all);
        assertThat(chart.points().getFirst().counts())
                .as("nobody wrote anything down then")
                .isNull();
        assertThat(ledger.history().read(Range.WEEK, Whose.sync("account")).points())
                .allSatisfy(point -> assertThat(point.counts()).isNull());
    }

    @Test
    void recordingAgainAndBySeveralAtOnceDoublesNothing() throws Exception {
        takeIn(0, 20);
        carry(List.of(), List.of());
        try (var another = Ledger.open(settings());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> here = this::record;
            Callable<Boolean> there = () -> another.history().record(List.of(SYNC), KEEP);
            for (var i = 0; i < 5; i++) {
                for (var done : threads.invokeAll(List.of(here, there))) {
                    done.get();
                }
            }
        }
        record();
        assertThat(sum(1)).isEqualTo(new Counts(20, 20, 0, 0, 0, 0));
        assertThat(sum(60)).isEqualTo(sum(1));
    }

    @Test
    void whatNobodyLookedAtIsMadeUpForAndKeptWhenItsTracesAreGone() {
        takeIn(0, 7);
        carry(List.of(), List.of());
        ago(AGO + 300);
        takeIn(7, 9);
        carry(List.of("8"), List.of());
        ago(AGO);
        assertThat(rows("hk_settled")).isEqualTo(2);
        record();
        var all = new Counts(9, 8, 1, 0, 0, 0);
        assertThat(sum(1)).isEqualTo(all);
        assertThat(rows("hk_settled"))
                .as("older than an hour behind the newest minute")
                .isEqualTo(1);
        record();
        assertThat(sum(1)).isEqualTo(all);
        assertThat(sum(10)).isEqualTo(all);
    }

    @Test
    void aWriteThatFailsInItsMiddleLeavesWhatWasThereAndIsMadeUpForLater() {
        takeIn(0, 3);
        carry(List.of(), List.of());
        record();
        takeIn(3, 5);
        carry(List.of(), List.of());
        sql.sql("ALTER TABLE hk_history ADD CONSTRAINT hk_broken CHECK (minutes <> 10 OR accepted < 4)")
                .update();
        assertThatThrownBy(this::record).isInstanceOf(DataAccessException.class);
        assertThat(sum(1)).isEqualTo(new Counts(3, 3, 0, 0, 0, 0));
        assertThat(rows("hk_settled")).isEqualTo(2);
        sql.sql("ALTER TABLE hk_history DROP CONSTRAINT hk_broken").update();
        assertThat(record()).isTrue();
        assertThat(sum(1)).isEqualTo(new Counts(5, 5, 0, 0, 0, 0));
        assertThat(sum(60)).isEqualTo(sum(1));
    }

    @Test
    void oneWhoRecordsKeepsOthersOutUntilItsLeaseIsOver() {
        takeIn(0, 3);
        var dead = new Holder("elsewhere", "elsewhere", 1, 1);
        ledger.leases().take("history", dead, Duration.ofMinutes(1));
        assertThat(record()).isFalse();
        assertThat(rows("hk_history")).isZero();
        sql.sql("UPDATE hk_lease SET expires_at = expires_at - INTERVAL '10' MINUTE WHERE name = 'history'")
                .update();
        assertThat(record()).isTrue();
        assertThat(sum(1).takenIn()).isEqualTo(3);
    }

    @Test
    void tellsHowLongTheOldestWaitedAndRemembersIt() {
        takeIn(0, 2);
        sql.sql("UPDATE hk_change SET taken_in_at = taken_in_at - INTERVAL '10' MINUTE WHERE record_key = '0'")
                .update();
        record();
        assertThat(oldest()).isBetween(600_000L, 660_000L);
        carry(List.of(), List.of());
        record();
        assertThat(oldest()).isBetween(600_000L, 660_000L);
    }

    private long oldest() {
        return sql.sql("SELECT MAX(oldest_ms) FROM hk_history WHERE minutes = 1")
                .query(Long.class)
                .single();
    }

    @Test
    void tellsHowFreshSalesforceIs() {
        takeIn(0, 100);
        sql.sql("UPDATE hk_change SET taken_in_at = taken_in_at - INTERVAL '100' SECOND WHERE MOD(id, 3) = 0")
                .update();
        carry(List.of(), List.of());
        ago(AGO);
        record();
        var point = ledger.history().read(Range.HOUR, Whose.sync(SYNC)).points().stream()
                .filter(one -> one.most() != null)
                .findFirst()
                .orElseThrow();
        assertThat(point.most()).isBetween(90.0, 115.0);
        assertThat(point.half()).isLessThan(60.0);
        assertThat(point.perMinute(Objects.requireNonNull(point.counts()).accepted()))
                .isEqualTo(100);
    }

    @Test
    void whatIsOlderThanItIsKeptIsForgotten() {
        takeIn(0, 1);
        record();
        sql.sql("UPDATE hk_history SET at = at - INTERVAL '9' DAY").update();
        record();
        assertThat(sql.sql("SELECT COUNT(*) FROM hk_history WHERE at < LOCALTIMESTAMP(6) - INTERVAL '8' DAY")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aLateChangeThatIsSupersededAtTheDoorIsTold() {
        var first = new NewChange("1", "{}", null, new Origin(5L, null, null, null));
        var late = new NewChange("1", "{}", null, new Origin(3L, null, null, null));
        ledger.changes().takeIn(SYNC, "http", List.of(first));
        ledger.changes().takeIn(SYNC, "http", List.of(late));
        record();
        assertThat(sum(1)).isEqualTo(new Counts(2, 0, 0, 1, 0, 0));
    }

    @Test
    void tellsWhereTheLedgerLives() {
        assertThat(ledger.history().setups().database()).matches("(H2|MariaDB|PostgreSQL) \\d+\\.\\d.*");
        assertThat(ledger.history().setups().migration()).matches("\\d{3}");
    }
}
