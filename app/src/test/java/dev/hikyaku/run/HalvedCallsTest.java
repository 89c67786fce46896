package dev.hikyaku.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Books.Balance;
import dev.hikyaku.manifest.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calls that Salesforce refuses as a whole because it can't read one of their rows.
class HalvedCallsTest extends ShopRun {
    private static final int ROWS = 20;

    private RefusingOrg org;
    private int runs;

    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }

    @BeforeEach
    void openDoor() {
        org = new RefusingOrg(shop.org());
        shop.bulkAbove(2_000);
        shop.write("syncs/reading.yaml", """
                version: 1
                sync: reading
                salesforce: { object: Reading__c, externalId: AppId__c }
                source: { table: readings, key: id }
                fields: { Text__c: text }
                references: { Meter__c: { externalId: AppNo__c, by: meter } }
                """);
        shop.sql(
                "CREATE TABLE readings (id INT PRIMARY KEY, text VARCHAR(20), meter VARCHAR(20))",
                "INSERT INTO readings SELECT x, 'reading', NULL FROM SYSTEM_RANGE(1, " + ROWS + ")",
                "UPDATE readings SET meter = 'seven' WHERE id = 13");
    }

    @AfterEach
    void closeDoor() {
        org.close();
    }

    @Test
    void rejectTheOneRowAndSaveTheOthers() {
        var report = run();
        assertThat(report.exitCode()).isEqualTo(Report.REJECTED);
        assertThat(books(report, "reading")).isEqualTo(new Balance("reading", ROWS, ROWS - 1, 1, 0, 0, 0));
        assertThat(shop.records("Reading__c")).hasSize(ROWS - 1);
        try (var ledger = shop.ledger()) {
            var change = ledger.story().changes("reading", "13").getFirst();
            assertThat(change.code()).isEqualTo("JSON_PARSER_ERROR");
            assertThat(change.reason())
                    .startsWith("Cannot deserialize instance of double from VALUE_STRING value seven");
        }
        assertThat(org.calls("PATCH /composite/sobjects/Reading__c/AppId__c"))
                .as("the whole, then halves down to the one row")
                .isEqualTo(11);
    }

    @Test
    void lookUpWhatOneHalfDidWhenTheOtherWasTurnedAway() {
        // The whole is refused, its first half is saved, its second half comes upon a maintenance.
        org.turnAway("PATCH /composite/sobjects/Reading__c/AppId__c", 3);
        var report = run();
        assertThat(report.exitCode()).isEqualTo(Report.REJECTED);
        assertThat(books(report, "reading")).isEqualTo(new Balance("reading", ROWS, ROWS - 1, 1, 0, 0, 0));
        assertThat(shop.records("Reading__c")).hasSize(ROWS - 1);
        assertThat(shop.journal("record.updated"))
                .as("rows that were written twice")
                .isEmpty();
    }

    private Report run() {
        var project =
                new Project(Manifest.read(folder), shop.settings(org.loginUrl().toString(), "simulator"));
        return shop.run(project, "halved-" + ++runs, null);
    }
}
