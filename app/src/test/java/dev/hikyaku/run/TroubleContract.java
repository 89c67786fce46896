package dev.hikyaku.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Books.Balance;
import dev.hikyaku.ledger.Holder;
import dev.hikyaku.ledger.Leases;
import dev.hikyaku.simulators.salesforce.fault.Fault;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a run does when something is in its way.
public abstract class TroubleContract extends ShopRun {
    @Test
    void leavesWhenAnotherRunHoldsTheSync() {
        threeTiers();
        try (var ledger = shop.ledger()) {
            var other = new Holder("elsewhere", "other-host", 7, 7);
            var answer = ledger.leases().take("sync:person", other, Duration.ofMinutes(1));
            assertThat(answer).isInstanceOf(Leases.Answer.Granted.class);
            var report = shop.run();
            assertThat(report.exitCode()).isEqualTo(Report.HELD);
            assertThat(report.problems().getFirst())
                    .startsWith("another run holds sync:person (process 7 on other-host, until ")
                    .endsWith("Nothing was done here, and nothing needs to be.");
            assertThat(shop.org().apiCalls()).isZero();
        }
    }

    @Test
    void repeatsNoFinishedRun() {
        threeTiers();
        shop.run(shop.project(), "nightly-1", null);
        shop.sql("INSERT INTO companies VALUES (9, 'late', NULL)");
        var report = shop.run(shop.project(), "nightly-1", null);
        assertThat(report.exitCode()).isEqualTo(Report.HELD);
        assertThat(shop.records("Account")).hasSize(2);
    }

    @Test
    void stopsBeforeAnythingIsSentWhenTooMuchIsGone() {
        threeTiers();
        shop.run();
        shop.sql("DELETE FROM people WHERE id IN (1, 2)", "UPDATE companies SET name = 'new' WHERE id = 1");
        var writes = shop.org().apiWrites();
        var report = shop.run();
        assertThat(report.exitCode()).isEqualTo(Report.GUARD);
        assertThat(report.problems().getFirst()).startsWith("HK2201  scan of person: 2 of 3 records are gone");
        assertThat(shop.org().apiWrites()).isEqualTo(writes);
        assertThat(shop.run(shop.project(), "allowed", 1.0).exitCode()).isZero();
        assertThat(shop.field("Contact", "LastName")).containsOnlyKeys("3");
    }

    @Test
    void saysSoWhenSalesforceIsAway() {
        threeTiers();
        shop.org().close();
        var report = shop.run();
        assertThat(report.exitCode()).isEqualTo(Report.UNREACHABLE);
        assertThat(report.problems().getFirst()).startsWith("HK2402  Salesforce can't be reached: ");
        assertThat(books(report, "company")).isEqualTo(new Balance("company", 2, 0, 0, 0, 0, 2));
    }

    @Test
    void pausesASyncWhoseFieldTheOrgDoesNotKnow() {
        threeTiers();
        shop.write("syncs/company.yaml", """
                version: 1
                sync: company
                salesforce: { object: Account, externalId: AppId__c }
                source: { table: companies, key: id }
                fields: { Name: name, Phome: phone }
                """);
        var report = shop.run();
        assertThat(report.exitCode()).isEqualTo(Report.MANIFEST);
        assertThat(report.problems().getFirst())
                .isEqualTo("HK3302  syncs/company.yaml: unknown Salesforce field \"Phome\" on Account;"
                        + " did you mean \"Phone\"?\n   fix: rename it, or give the integration user field access"
                        + "\n   Nothing was sent; the changes wait.");
        assertThat(books(report, "company").waiting()).isEqualTo(2);
        assertThat(shop.records("Account")).isEmpty();
    }

    @Test
    void goesOnAfterTheAnswerToEachCallWasLost() {
        threeTiers();
        for (var method : new String[] {"POST", "PUT", "PATCH"}) {
            shop.org()
                    .faults()
                    .set(Fault.loseAnswer().on(method, "/jobs/ingest").times(1));
        }
        Report report;
        int left = 5;
        do {
            report = shop.run();
        } while (report.exitCode() != 0 && --left > 0);
        assertThat(report.exitCode()).isZero();
        assertThat(shop.records("Account")).hasSize(2);
        assertThat(shop.records("Contact")).hasSize(3);
        try (var ledger = shop.ledger()) {
            assertThat(ledger.books().of("company")).isEqualTo(new Balance("company", 2, 2, 0, 0, 0, 0));
            assertThat(ledger.books().of("person")).isEqualTo(new Balance("person", 3, 3, 0, 0, 0, 0));
        }
    }

    @Test
    void looksUpRowsWhoseResultsWereCutAway() {
        threeTiers();
        shop.org().faults().set(Fault.truncateResults());
        var report = shop.run();
        assertThat(report.exitCode()).isZero();
        assertThat(report.unaccounted()).isZero();
        assertThat(shop.records("Contact")).hasSize(3);
    }

    @Test
    void harvestsWhatAFailedBulkJobHadSaved() {
        IntStream.rangeClosed(1, 500)
                .forEach(id -> shop.sql("INSERT INTO companies VALUES (" + id + ", 'company', '1')"));
        shop.org().faults().set(Fault.failAfterRows(200).times(1));
        var report = shop.run();
        assertThat(report.exitCode()).isZero();
        assertThat(books(report, "company")).isEqualTo(new Balance("company", 500, 500, 0, 0, 0, 0));
        assertThat(shop.records("Account")).hasSize(500);
    }

    @Test
    void sendsAnUpdateAgainWhoseBulkJobWasDeleted() {
        threeTiers();
        shop.run();
        shop.sql("UPDATE companies SET name = 'renamed' WHERE id = 1");
        shop.org().faults().set(Fault.truncateResults().times(6));
        assertThat(shop.run().exitCode()).isZero();
        assertThat(shop.field("Account", "Name")).containsEntry("1", "renamed");
    }

    @Test
    void refusesARunKeyOfOtherSyncs() {
        threeTiers();
        var project = shop.project();
        shop.run(project, "nightly", null);
        var options = new Runner.Options("nightly", null, (_, _, _, _) -> {});
        var report = new Runner(project, options).run(project.manifest().syncs().subList(0, 1));
        assertThat(report.exitCode()).isEqualTo(Report.USAGE);
        assertThat(report.problems())
                .containsExactly("HK2004  run key nightly belongs to a run of company person, not of company"
                        + "\n   fix: give another --key");
    }

    @Test
    void goesOnUnderItsKeyWhenARunWasStopped() {
        threeTiers();
        shop.org().faults().set(Fault.error(503).on("POST", "/jobs/ingest").times(1));
        assertThat(shop.run(shop.project(), "nightly", null).exitCode()).isEqualTo(Report.UNREACHABLE);
        assertThat(shop.run(shop.project(), "nightly", null).exitCode()).isZero();
        assertThat(shop.records("Contact")).hasSize(3);
    }

    @Test
    void sendsNothingToAnotherOrg() {
        threeTiers();
        shop.run();
        try (var ledger = shop.ledger()) {
            JdbcClient.create(ledger.dataSource())
                    .sql("UPDATE hk_record SET org_id = '00D000000000099AAA'")
                    .update();
        }
        shop.sql("UPDATE companies SET name = 'renamed' WHERE id = 1");
        var report = shop.run();
        assertThat(report.exitCode()).isEqualTo(Report.MANIFEST);
        assertThat(report.problems().getFirst())
                .startsWith("HK3306  syncs/company.yaml: the ledger holds ids of org 00D000000000099AAA");
        assertThat(shop.field("Account", "Name")).doesNotContainEntry("1", "renamed");
    }
}
