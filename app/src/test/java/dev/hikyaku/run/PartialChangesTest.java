package dev.hikyaku.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Books.Balance;
import dev.hikyaku.ledger.Changes.NewChange;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Changes that hold some columns of their record only.
class PartialChangesTest extends ShopRun {
    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }

    @BeforeEach
    void declare() {
        shop.write("syncs/pair.yaml", """
                version: 1
                sync: pair
                salesforce: { object: Thing__c, externalId: AppId__c }
                source: { intake: true, key: id }
                fields:
                  Name__c: { expr: "concat(first, ' ', last)" }
                  Note__c: note
                """);
    }

    @Test
    void refuseAFieldOfWhichTheyHoldAPartOnly() {
        handIn("1", "{\"id\":\"1\",\"first\":\"Ada\"}");
        var report = shop.run();
        assertThat(report.exitCode()).isEqualTo(Report.REJECTED);
        try (var ledger = shop.ledger()) {
            var change = ledger.story().changes("pair", "1").getFirst();
            assertThat(change.code()).isEqualTo("HK3010");
            assertThat(change.reason()).isEqualTo("Name__c is made of first, last, but the change does not hold last");
        }
        handIn("1", "{\"id\":\"1\",\"last\":\"Lace\"}");
        assertThat(shop.run().exitCode())
                .as("the refused part belongs to the next")
                .isZero();
        assertThat(shop.field("Thing__c", "Name__c")).containsEntry("1", "Ada Lace");
    }

    @Test
    void leaveFieldsAloneOfWhichTheyHoldNothing() {
        handIn("1", "{\"id\":\"1\",\"first\":\"Ada\",\"last\":\"Lace\",\"note\":\"a\"}");
        shop.run();
        handIn("1", "{\"id\":\"1\",\"note\":\"b\"}");
        var report = shop.run();
        assertThat(books(report, "pair")).isEqualTo(new Balance("pair", 1, 1, 0, 0, 0, 0));
        assertThat(shop.field("Thing__c", "Name__c")).containsEntry("1", "Ada Lace");
        assertThat(shop.field("Thing__c", "Note__c")).containsEntry("1", "b");
    }

    private void handIn(String key, String payload) {
        try (var ledger = shop.ledger()) {
            ledger.changes().takeIn("pair", "http", List.of(new NewChange(key, payload, null)));
        }
    }
}
