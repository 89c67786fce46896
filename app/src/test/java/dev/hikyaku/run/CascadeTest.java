package dev.hikyaku.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hikyaku.ledger.Books.Balance;
import dev.hikyaku.ledger.remote.RemoteIds.Former;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of records that Salesforce deletes along with their master, by either lane.
class CascadeTest extends ShopRun {
    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2_000})
    void isKnownAndWaitsForTheMasterAndNeedsNoDelete(int bulkAbove) {
        shop.bulkAbove(bulkAbove);
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
        try (var ledger = shop.ledger()) {
            assertThat(ledger.story().changes("line", "2").getLast().reason())
                    .isEqualTo("Account__c waits for company 2, which was deleted");
        }
        shop.sql("DELETE FROM lines WHERE id = 2");
        assertThat(shop.run().exitCode()).isZero();
        try (var ledger = shop.ledger()) {
            assertThat(ledger.books().of("line")).isEqualTo(new Balance("line", 4, 3, 0, 1, 0, 0));
        }
    }
}
