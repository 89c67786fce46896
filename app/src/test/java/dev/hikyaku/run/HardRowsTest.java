package dev.hikyaku.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Books.Balance;
import dev.hikyaku.simulators.salesforce.fault.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows that the bulk lane can't bring home, and bulk jobs that end badly.
class HardRowsTest extends ShopRun {
    /// `-Dhikyaku.rows=80000` for the size the rehearsals are meant for.
    private static final int ROWS = Integer.getInteger("hikyaku.rows", 4_000);

    private static final String PAIR = """
            version: 1
            sync: pair
            salesforce: { object: Pair__c, externalId: AppId__c }
            source: { table: pairs, key: id }
            fields: { Name__c: name }
            travel: { duplicates: WORD }
            """;

    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }

    private void twins(String word) {
        shop.write("syncs/pair.yaml", PAIR.replace("WORD", word));
        shop.sql("CREATE TABLE pairs (id INT PRIMARY KEY, name VARCHAR(20))", "INSERT INTO pairs VALUES (1, 'twin')");
        shop.run();
        shop.sql("INSERT INTO pairs VALUES (2, 'twin')");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2_000})
    void savesDuplicatesWhereTheManifestAllowsThem(int bulkAbove) {
        shop.bulkAbove(bulkAbove);
        twins("allow");
        assertThat(shop.run().exitCode()).isZero();
        assertThat(shop.records("Pair__c")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2_000})
    void rejectsDuplicatesWhereItDoesNot(int bulkAbove) {
        shop.bulkAbove(bulkAbove);
        twins("reject");
        assertThat(shop.run().exitCode()).isEqualTo(Report.REJECTED);
        try (var ledger = shop.ledger()) {
            assertThat(ledger.story().changes("pair", "2").getFirst().code()).isEqualTo("DUPLICATES_DETECTED");
        }
    }

    @Test
    void bringsRowsThatAreLockedAgainAndAgainToTheOtherLane() {
        threeTiers();
        shop.org().faults().set(Fault.lockShare(1.0).times(6));
        var report = shop.run();
        for (int runs = 0; report.exitCode() == 0 && books(report, "company").waiting() > 0 && runs < 5; runs++) {
            report = shop.run();
        }
        assertThat(shop.records("Account")).hasSize(2);
        try (var ledger = shop.ledger()) {
            assertThat(ledger.story().changes("company", "1").getFirst().bulkJobRemoteId())
                    .startsWith("call ");
        }
    }

    @Test
    void keepsWhatAFailedBulkJobHadSavedAndSendsTheRestAgain() {
        assertHeals(Fault.failAfterRows(ROWS * 3 / 8).times(1));
    }

    @Test
    void looksUpWhatACutResultFileDoesNotTell() {
        assertHeals(Fault.truncateResults().times(1));
    }

    @Test
    void asksWhetherALostCloseWasHeard() {
        var runs = assertHeals(Fault.loseAnswer().on("PATCH", "/jobs/ingest").times(1));
        assertThat(runs).as("the very run goes on").isEqualTo(1);
    }

    @Test
    void harvestsABulkJobThatAnAdminAborted() {
        assertHeals(Fault.abortAfterRows(ROWS / 2).times(1));
    }

    @Test
    void writesNothingTwiceOfABulkJobThatFailedOrWasAborted() {
        for (var fault : List.of(Fault.failAfterRows(200), Fault.abortAfterRows(200))) {
            shop.sql("DELETE FROM companies");
            shop.sql("INSERT INTO companies SELECT x, 'company', '1' FROM SYSTEM_RANGE(1, 500)");
            shop.run();
            var before = shop.journal("record.updated").size();
            shop.sql("UPDATE companies SET name = '" + fault.kind().wire() + "'");
            shop.org().faults().set(fault.times(1));
            assertThat(shop.run().exitCode()).isZero();
            assertThat(shop.field("Account", "Name")).containsValue(fault.kind().wire());
            assertThat(shop.journal("record.updated")).as(fault.kind().wire()).hasSize(before + 500);
        }
    }

    @Test
    void abortsABulkJobWhoseIdItNeverHeard() {
        threeTiers();
        shop.org().faults().set(Fault.loseAnswer().on("POST", "/jobs/ingest").times(1));
        shop.run();
        assertThat(shop.run().exitCode()).isZero();
        var opened = shop.journal("job.created").size();
        assertThat(ended("JobComplete") + ended("Aborted")).isEqualTo(opened);
        assertThat(ended("Aborted")).isEqualTo(1);
    }

    private long ended(String state) {
        return shop.journal("job.state").stream()
                .filter(line -> line.path("state").asString("").equals(state))
                .count();
    }

    @Test
    void looksUpTheRowsOfABulkJobThatWasDeleted() {
        assertHeals(Fault.deleteAfterRows(ROWS / 2).times(1));
    }

    @Test
    void waitsForABulkJobThatIsQueuedForLong() {
        assertThat(assertHeals(Fault.slowInProgress(Duration.ofSeconds(4)).times(1)))
                .as("runs")
                .isEqualTo(1);
    }

    @Test
    void letsSalesforceWorkOnSeveralBulkJobsAtOnce() {
        shop.largestCsv(4_000);
        shop.sql("INSERT INTO companies SELECT x, 'company', '1' FROM SYSTEM_RANGE(1, 900)");
        shop.org().faults().set(Fault.slowInProgress(Duration.ofMillis(800)));
        assertThat(shop.run().exitCode()).isZero();
        var states = shop.journal("job.state").stream()
                .map(line -> line.path("state").asString(""))
                .toList();
        assertThat(states.subList(0, states.indexOf("JobComplete")))
                .filteredOn(state -> state.equals("UploadComplete"))
                .hasSizeGreaterThan(1);
    }

    /// Whatever happens to the bulk job, every row ends accepted once and no record is there twice.
    ///
    /// @return how many runs it took
    private int assertHeals(Fault fault) {
        shop.sql("INSERT INTO companies SELECT x, 'company', '1' FROM SYSTEM_RANGE(1, " + ROWS + ")");
        shop.org().faults().set(fault);
        Report report;
        int runs = 0;
        do {
            report = shop.run();
        } while (++runs < 4 && report.exitCode() != 0);
        assertThat(report.problems()).isEmpty();
        try (var ledger = shop.ledger()) {
            assertThat(ledger.books().of("company")).isEqualTo(new Balance("company", ROWS, ROWS, 0, 0, 0, 0));
        }
        assertThat(shop.field("Account", "Id")).hasSize(ROWS);
        assertThat(shop.records("Account")).hasSize(ROWS);
        return runs;
    }
}
