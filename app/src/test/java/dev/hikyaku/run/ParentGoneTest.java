package dev.hikyaku.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hikyaku.ledger.Books.Balance;
import dev.hikyaku.ledger.remote.RemoteIds.Former;
import dev.hikyaku.servers.OrgUser;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of children whose parent goes while they are on their way, by either lane.
class ParentGoneTest extends ShopRun {
    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2_000})
    void theyWaitSayWhyAndTravelOnceItIsBack(int bulkAbove) {
        shop.bulkAbove(bulkAbove);
        threeTiers();
        shop.run();
        shop.sql("UPDATE people SET company_id = 1 WHERE id = 2", "DELETE FROM companies WHERE id = 2");
        assertThat(shop.run().exitCode()).isZero();
        shop.sql("INSERT INTO people VALUES (5, 'child', 2, NULL)");
        var report = shop.run();
        assertThat(report.exitCode()).isZero();
        assertThat(books(report, "person").waiting()).isEqualTo(1);
        assertThat(reason("person", "5")).isEqualTo("AccountId waits for company 2, which was deleted");
        shop.sql("INSERT INTO companies VALUES (2, 'back again', NULL)");
        assertThat(books(shop.run(), "person").waiting()).isZero();
        assertThat(shop.field("Contact", "AccountId"))
                .containsEntry("5", shop.field("Account", "Id").get("2"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2_000})
    void theyWaitThoughOnlySalesforceKnowsThatItIsGone(int bulkAbove) {
        shop.bulkAbove(bulkAbove);
        threeTiers();
        shop.run();
        try (var user = new OrgUser(shop.org())) {
            user.delete("Account", String.valueOf(shop.field("Account", "Id").get("2")));
        }
        shop.sql("INSERT INTO people VALUES (5, 'child', 2, NULL)");
        var report = shop.run();
        assertThat(report.exitCode()).isZero();
        assertThat(books(report, "person").waiting()).as("nothing is rejected").isEqualTo(1);
        shop.sql("UPDATE companies SET name = 'made anew' WHERE id = 2");
        for (int runs = 0; books(report, "person").waiting() > 0 && runs < 5; runs++) {
            report = shop.run();
        }
        assertThat(shop.field("Contact", "AccountId"))
                .containsEntry("5", shop.field("Account", "Id").get("2"));
        assertThat(report.unaccounted()).isZero();
    }

    private void declareLines() {
        shop.write("syncs/line.yaml", """
                version: 1
                sync: line
                salesforce: { object: Line__c, externalId: AppId__c }
                source: { table: lines, key: id }
                fields: { Text__c: text }
                references: { Account__c: { sync: company, by: company_id } }
                operations: { upsert: {}, delete: {} }
                guard: { maxDeletes: 100% }
                """);
        threeTiers();
        shop.sql(
                "CREATE TABLE lines (id INT PRIMARY KEY, text VARCHAR(80), company_id INT)",
                "INSERT INTO lines VALUES (1, 'a', 1), (2, 'b', 2)",
                "UPDATE people SET company_id = 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2_000})
    void thoseThatGoAlongWithTheirMasterAreKnownToBeGone(int bulkAbove) {
        shop.bulkAbove(bulkAbove);
        declareLines();
        shop.run();
        var ids = shop.field("Line__c", "Id");
        shop.sql("DELETE FROM companies WHERE id = 2");
        assertThat(shop.run().exitCode()).isZero();
        assertThat(shop.field("Line__c", "Id")).containsOnlyKeys("1");
        try (var ledger = shop.ledger()) {
            assertThat(ledger.records().remoteIds("line", List.of("1", "2"))).containsOnlyKeys("1");
            assertThat(ledger.remoteIds().of("line", "2"))
                    .extracting(Former::remoteId, Former::reason)
                    .containsExactly(tuple(ids.get("2"), "cascade"));
        }
        shop.sql("UPDATE lines SET text = 'changed' WHERE id = 2");
        assertThat(books(shop.run(), "line")).isEqualTo(new Balance("line", 1, 0, 0, 0, 0, 1));
        assertThat(reason("line", "2")).isEqualTo("Account__c waits for company 2, which was deleted");
        shop.sql("DELETE FROM lines WHERE id = 2");
        assertThat(shop.run().exitCode()).isZero();
        try (var ledger = shop.ledger()) {
            assertThat(ledger.books().of("line")).isEqualTo(new Balance("line", 4, 3, 0, 1, 0, 0));
        }
    }

    private String reason(String sync, String key) {
        try (var ledger = shop.ledger()) {
            return ledger.story().changes(sync, key).getLast().reason();
        }
    }
}
