package dev.hikyaku.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Books.Balance;
import dev.hikyaku.ledger.Changes.NewChange;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which row goes into which bulk job, and how results find their rows again.
class MatchingTest extends ShopRun {
    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }

    @Test
    void knowsANumericKeyHoweverSalesforceWritesIt() {
        shop.write("syncs/meter.yaml", """
                version: 1
                sync: meter
                salesforce: { object: Meter__c, externalId: AppNo__c }
                source: { table: meters, key: id }
                fields: { Name__c: name }
                """);
        shop.sql(
                "CREATE TABLE meters (id INT PRIMARY KEY, name VARCHAR(20))",
                "INSERT INTO meters VALUES (912260031, 'large'), (7, 'small')");
        var report = shop.run();
        assertThat(shop.records("Meter__c"))
                .extracting(meter -> meter.get("AppNo__c"))
                .contains("9.12260031E8");
        assertThat(books(report, "meter")).isEqualTo(new Balance("meter", 2, 2, 0, 0, 0, 0));
        try (var ledger = shop.ledger()) {
            assertThat(ledger.story().notes(ledger.runs().newest(1).getFirst())).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2_000})
    void refusesTheLaterOfTwoKeysThatDifferInCaseOnly(int bulkAbove) {
        shop.bulkAbove(bulkAbove);
        shop.write("syncs/pair.yaml", """
                version: 1
                sync: pair
                salesforce: { object: Pair__c, externalId: AppId__c }
                source: { intake: true, key: id }
                fields: { Name__c: name }
                """);
        handIn("a1", "b2", "A1", "B-2", "7");
        assertThat(books(shop.run(), "pair").rejected()).isEqualTo(1);
        handIn("B2", "a1");
        assertThat(books(shop.run(), "pair").rejected()).isEqualTo(1);
        assertThat(shop.field("Pair__c", "Name__c")).containsOnlyKeys("a1", "b2", "B-2", "7");
        try (var ledger = shop.ledger()) {
            for (var key : List.of("A1", "B2")) {
                var change = ledger.story().changes("pair", key).getFirst();
                assertThat(change.code()).isEqualTo("HK3014");
                assertThat(change.reason())
                        .isEqualTo("AppId__c does not tell capital from small letters, so this key is the same as "
                                + key.toLowerCase(Locale.ROOT) + ", which came first");
            }
            assertThat(ledger.books().of("pair")).isEqualTo(new Balance("pair", 7, 5, 2, 0, 0, 0));
        }
    }

    private void handIn(String... keys) {
        try (var ledger = shop.ledger()) {
            for (var key : keys) {
                var payload = "{\"id\":\"" + key + "\",\"name\":\"name of " + key + "\"}";
                ledger.changes().takeIn("pair", "http", List.of(new NewChange(key, payload, null)));
            }
        }
    }

    @Test
    void cutsAFileWhereAnotherParentsRowsBegin() {
        shop.sql(
                "INSERT INTO companies SELECT x, 'company', '1' FROM SYSTEM_RANGE(1, 6)",
                "INSERT INTO people SELECT x, 'somebody', MOD(x, 6) + 1, NULL FROM SYSTEM_RANGE(1, 3000)");
        shop.largestCsv(4_000);
        assertThat(shop.run().exitCode()).isZero();
        var jobsOf = new HashMap<String, Set<String>>();
        for (var line : shop.journal("record.created")) {
            var parent = line.path("values").path("AccountId").asString("");
            if (!parent.isEmpty()) {
                jobsOf.computeIfAbsent(parent, _ -> new HashSet<>())
                        .add(line.path("job").asString(""));
            }
        }
        assertThat(jobsOf).hasSize(6);
        assertThat(jobsOf.values()).as("bulk jobs of one parent's rows").allMatch(jobs -> jobs.size() == 1);
        assertThat(new HashSet<>(jobsOf.values())).as("bulk jobs in all").hasSizeGreaterThan(1);
    }
}
