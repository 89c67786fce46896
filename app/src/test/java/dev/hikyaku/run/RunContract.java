package dev.hikyaku.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Books.Balance;
import dev.hikyaku.simulators.salesforce.fault.Fault;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a run does, whatever database its ledger lives in.
public abstract class RunContract extends ShopRun {
    @Test
    void carriesParentsBeforeChildrenAndRootsBeforeBranches() {
        threeTiers();
        var report = shop.run();
        assertThat(report.problems()).isEmpty();
        assertThat(report.exitCode()).isZero();
        assertThat(books(report, "person")).isEqualTo(new Balance("person", 3, 3, 0, 0, 0, 0));
        var accounts = shop.field("Account", "Id");
        var people = shop.field("Contact", "Id");
        assertThat(shop.field("Contact", "AccountId"))
                .containsEntry("1", accounts.get("1"))
                .containsEntry("2", accounts.get("2"));
        assertThat(shop.field("Contact", "ReportsToId"))
                .containsEntry("1", people.get("3"))
                .containsEntry("2", people.get("1"))
                .containsEntry("3", "");
        assertThat(shop.field("Account", "Name")).containsEntry("2", "Blue, \"Inc\"");
    }

    @Test
    void sendsNothingWhenNothingChanged() {
        threeTiers();
        shop.run();
        var calls = shop.org().apiCalls();
        var report = shop.run();
        assertThat(shop.org().apiCalls()).isEqualTo(calls);
        assertThat(report.exitCode()).isZero();
        assertThat(books(report, "company")).isEqualTo(new Balance("company", 0, 0, 0, 0, 0, 0));
    }

    @Test
    void carriesExactlyWhatChangedDeletesIncluded() {
        threeTiers();
        shop.run();
        shop.sql(
                "UPDATE companies SET phone = NULL WHERE id = 1",
                "DELETE FROM people WHERE id = 2",
                "INSERT INTO people VALUES (4, '高橋', 2, 1)");
        var report = shop.run();
        assertThat(books(report, "company")).isEqualTo(new Balance("company", 1, 1, 0, 0, 0, 0));
        assertThat(books(report, "person")).isEqualTo(new Balance("person", 2, 2, 0, 0, 0, 0));
        assertThat(shop.field("Account", "Phone")).containsEntry("1", "");
        assertThat(shop.field("Contact", "LastName")).containsOnlyKeys("1", "3", "4");
        try (var ledger = shop.ledger()) {
            assertThat(ledger.story().notes(ledger.runs().newest(1).getFirst()))
                    .as("every row was found among the results")
                    .noneMatch(note -> note.kind().equals("results-missing"));
        }
    }

    @Test
    void carriesTheGrandchildThatComesBack() {
        threeTiers();
        shop.run();
        shop.sql("DELETE FROM people WHERE id = 2");
        shop.run();
        shop.sql("INSERT INTO people VALUES (2, 'Smith again', 2, 1)");
        assertThat(shop.run().exitCode()).isZero();
        assertThat(shop.field("Contact", "LastName")).containsEntry("2", "Smith again");
    }

    @Test
    void rejectsBadRowsAloneAndHoldsTheirChildren() {
        threeTiers();
        shop.sql(
                "INSERT INTO companies VALUES (3, NULL, '1'), (4, '#N/A', '1')",
                "INSERT INTO people VALUES (5, 'child of 3', 3, NULL), (6, 'a name longer than twenty letters', 1, NULL)");
        var report = shop.run();
        assertThat(report.exitCode()).isEqualTo(Report.REJECTED);
        assertThat(books(report, "company")).isEqualTo(new Balance("company", 4, 3, 1, 0, 0, 0));
        assertThat(shop.field("Account", "Name")).containsEntry("4", "#N/A");
        assertThat(books(report, "person")).isEqualTo(new Balance("person", 5, 3, 1, 0, 0, 1));
        assertThat(report.unaccounted()).isZero();
        try (var ledger = shop.ledger()) {
            var story = ledger.story();
            assertThat(story.changes("company", "3").getFirst().code()).isEqualTo("HK1431");
            assertThat(story.changes("person", "6").getFirst().code()).isEqualTo("HK1421");
            assertThat(story.changes("person", "5").getFirst().reason())
                    .isEqualTo("AccountId waits for company 3, which was rejected (HK1431)");
        }
    }

    @Test
    void healsWhenTheRowIsMended() {
        threeTiers();
        shop.sql("INSERT INTO companies VALUES (3, NULL, '1')", "INSERT INTO people VALUES (5, 'child', 3, NULL)");
        shop.run();
        shop.sql("UPDATE companies SET name = 'now it has one' WHERE id = 3");
        var report = shop.run();
        assertThat(report.exitCode()).isZero();
        assertThat(books(report, "person")).isEqualTo(new Balance("person", 1, 1, 0, 0, 0, 0));
    }

    @Test
    void sendsLockedRowsAgainUntilTheyAreAccepted() {
        threeTiers();
        shop.org().faults().set(Fault.lockShare(1.0).times(2));
        var report = shop.run();
        assertThat(report.exitCode()).isZero();
        assertThat(books(report, "company").accepted()).isEqualTo(2);
        try (var ledger = shop.ledger()) {
            assertThat(ledger.story().attempts("company", "1"))
                    .isNotEmpty()
                    .allSatisfy(attempt -> assertThat(attempt.code()).isEqualTo("UNABLE_TO_LOCK_ROW"));
        }
    }

    @Test
    void splitsWhatIsLargerThanOneCsv() {
        IntStream.rangeClosed(1, 300)
                .forEach(id ->
                        shop.sql("INSERT INTO companies VALUES (" + id + ", 'company " + "x".repeat(60) + "', '1')"));
        shop.largestCsv(4_000);
        var report = shop.run();
        assertThat(books(report, "company").accepted()).isEqualTo(300);
        assertThat(shop.records("Account")).hasSize(300);
        assertThat(shop.journal("job.created")).hasSizeGreaterThan(1);
    }

    @Test
    void matchesResultsByExternalIdWhateverTheirOrder() {
        shop.sql("INSERT INTO companies SELECT x, 'company', '1' FROM SYSTEM_RANGE(1, 300)");
        shop.run();
        try (var ledger = shop.ledger()) {
            var keys = IntStream.rangeClosed(1, 300).mapToObj(String::valueOf).toList();
            assertThat(ledger.records().remoteIds("company", keys)).isEqualTo(shop.field("Account", "Id"));
        }
    }

    @Test
    void carriesPageAfterPageInSeveralBulkJobs() {
        for (int first = 1; first <= 11_000; first += 1_000) {
            shop.sql("INSERT INTO companies VALUES "
                    + IntStream.range(first, first + 1_000)
                            .mapToObj(id -> "(" + id + ", 'company " + id + "', '1')")
                            .collect(Collectors.joining(", ")));
        }
        shop.largestCsv(100_000);
        var report = shop.run();
        assertThat(report.unaccounted()).isZero();
        assertThat(books(report, "company").accepted()).isEqualTo(11_000);
        assertThat(shop.records("Account")).hasSize(11_000);
        shop.sql("UPDATE companies SET name = 'another' WHERE id > 5500");
        assertThat(books(shop.run(), "company")).isEqualTo(new Balance("company", 5_500, 5_500, 0, 0, 0, 0));
    }

    @Test
    void supersedesAHeldChangeWhoseRowFoundAnotherParent() {
        threeTiers();
        shop.sql("INSERT INTO companies VALUES (3, NULL, '1')", "INSERT INTO people VALUES (5, 'child', 3, NULL)");
        shop.run();
        shop.sql("UPDATE people SET company_id = 1 WHERE id = 5");
        var report = shop.run();
        assertThat(books(report, "person")).isEqualTo(new Balance("person", 2, 1, 0, 1, 0, 0));
    }
}
