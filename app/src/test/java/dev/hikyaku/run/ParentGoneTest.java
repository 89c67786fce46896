package dev.hikyaku.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.servers.OrgUser;
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
        assertThat(reason("5")).isEqualTo("AccountId waits for company 2, which was deleted");
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

    private String reason(String key) {
        try (var ledger = shop.ledger()) {
            return ledger.story().changes("person", key).getLast().reason();
        }
    }
}
