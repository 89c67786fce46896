package dev.hikyaku.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Books.Balance;
import dev.hikyaku.simulators.salesforce.fault.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What travels by Collections calls, whatever database the ledger lives in.
public abstract class CallsContract extends ShopRun {
    @BeforeEach
    void little() {
        shop.bulkAbove(2_000);
    }

    @Test
    void carriesLittleWithoutABulkJob() {
        threeTiers();
        var report = shop.run();
        assertThat(report.problems()).isEmpty();
        assertThat(report.exitCode()).isZero();
        assertThat(books(report, "person")).isEqualTo(new Balance("person", 3, 3, 0, 0, 0, 0));
        assertThat(report.stages())
                .extracting(Report.Stage::stage)
                .contains("send")
                .doesNotContain("ship");
        var people = shop.field("Contact", "Id");
        assertThat(shop.field("Contact", "ReportsToId"))
                .containsEntry("1", people.get("3"))
                .containsEntry("2", people.get("1"));
    }

    @Test
    void clearsAndKeepsAsABulkJobWould() {
        threeTiers();
        shop.run();
        shop.sql("UPDATE companies SET phone = NULL WHERE id = 1", "DELETE FROM people WHERE id = 2");
        assertThat(shop.run().exitCode()).isZero();
        assertThat(shop.field("Account", "Phone")).containsEntry("1", "");
        assertThat(shop.field("Contact", "LastName")).containsOnlyKeys("1", "3");
    }

    @Test
    void sendsAgainWhoseAnswerWasLost() {
        threeTiers();
        shop.org().faults().set(Fault.loseAnswer().on("PATCH", "/composite").times(1));
        var report = shop.run();
        assertThat(report.exitCode()).isZero();
        assertThat(shop.records("Account")).hasSize(2);
        try (var ledger = shop.ledger()) {
            assertThat(ledger.books().of("company")).isEqualTo(new Balance("company", 2, 2, 0, 0, 0, 0));
        }
    }

    @Test
    void sendsLockedRowsAgain() {
        threeTiers();
        shop.org().faults().set(Fault.lockShare(1.0).times(2));
        var report = shop.run();
        assertThat(report.exitCode()).isZero();
        assertThat(books(report, "company").accepted()).isEqualTo(2);
    }

    @Test
    void rejectsWhatSalesforceRefusesAndNothingElse() {
        threeTiers();
        shop.sql("INSERT INTO companies VALUES (3, 'forbidden', '1')");
        var report = shop.run();
        assertThat(report.exitCode()).isEqualTo(Report.REJECTED);
        assertThat(books(report, "company").rejected()).isEqualTo(1);
        assertThat(report.unaccounted()).isZero();
    }

    @Test
    void leavesEverythingWaitingWhenTheOrgIsAway() {
        threeTiers();
        shop.org().faults().set(Fault.error(503).on("PATCH", "/composite").times(20));
        var report = shop.run();
        assertThat(report.exitCode()).isEqualTo(Report.UNREACHABLE);
        assertThat(report.unaccounted()).isZero();
        shop.org().faults().clear();
        assertThat(shop.run().exitCode()).isZero();
    }

    @Test
    void deletesBeforeItMakesARecordAnew() {
        threeTiers();
        shop.run();
        var before = shop.field("Contact", "Id").get("2");
        shop.sql("DELETE FROM people WHERE id = 2");
        shop.org().faults().set(Fault.error(503).on("DELETE", "/composite").times(20));
        shop.run();
        shop.sql("INSERT INTO people VALUES (2, 'Smith again', 2, 1)");
        shop.org().faults().clear();
        var report = shop.run();
        assertThat(report.exitCode()).isZero();
        assertThat(shop.field("Contact", "LastName")).containsEntry("2", "Smith again");
        assertThat(shop.field("Contact", "Id").get("2")).isNotEqualTo(before);
    }
}
