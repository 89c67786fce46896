package dev.hikyaku.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpsertTest extends SimulatorTest {
    @Test
    void createsThenChangesByExternalId() {
        var first = client.upsert("Contact", "AppUserId__c", "AppUserId__c,LastName\nu1,Sato\nu2,Suzuki\n");
        var again = client.upsert("Contact", "AppUserId__c", "AppUserId__c,LastName\nU1,Sato-Ito\nu3,Kato\n");

        assertThat(first.path("state").asString()).isEqualTo("JobComplete");
        assertThat(first.path("numberRecordsProcessed").asInt()).isEqualTo(2);
        assertThat(client.rows(first, "successfulResults"))
                .allSatisfy(row -> assertThat(row).containsEntry("sf__Created", "true"));
        assertThat(client.rows(again, "successfulResults"))
                .anySatisfy(row -> assertThat(row).containsEntry("sf__Created", "false"));
        assertThat(simulator.records("Contact"))
                .extracting(record -> record.get("LastName"))
                .containsExactlyInAnyOrder("Sato-Ito", "Suzuki", "Kato");
        assertThat(client.results(first, "failedResults"))
                .isEqualTo("\"sf__Id\",\"sf__Error\",\"AppUserId__c\",\"LastName\"\n");
    }

    @Test
    void answersRowsInAnotherOrderThanTheySent() {
        var csv = new StringBuilder("AppUserId__c,LastName\n");
        for (var row = 0; row < 1000; row++) {
            csv.append("u").append(row).append(",Sato\n");
        }

        var job = client.upsert("Contact", "AppUserId__c", csv.toString());

        var keys = client.rows(job, "successfulResults").stream()
                .map(row -> row.get("AppUserId__c"))
                .toList();
        assertThat(keys).hasSize(1000).isNotEqualTo(keys.stream().sorted().toList());
        assertThat(new HashSet<>(keys)).hasSize(1000);
        assertThat(Integer.parseInt(keys.getFirst().substring(1))).isNotZero();
    }

    @Test
    void writesNumbersAndTimesAgainInItsOwnWay() {
        var job = client.upsert(
                "Contact",
                "AppUserId__c",
                "AppUserId__c,LastName,Score__c,SeenAt__c,Visits__c\n"
                        + "u1,Sato,91226003,2026-11-22T14:00:00.123456+09:00,7\n");

        assertThat(client.rows(job, "successfulResults"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("Score__c", "9.1226003E7")
                        .containsEntry("SeenAt__c", "2026-11-22T05:00:00.123Z")
                        .containsEntry("Visits__c", "7"));
    }

    @Test
    void ignoresEmptyCellsAndEmptiesByMark() {
        client.upsert("Contact", "AppUserId__c", "AppUserId__c,LastName,Email\nu1,Sato,a@example.com\n");
        client.upsert("Contact", "AppUserId__c", "AppUserId__c,LastName,Email\nu1,,\n");
        assertThat(simulator.records("Contact").getFirst())
                .containsEntry("LastName", "Sato")
                .containsEntry("Email", "a@example.com");

        client.upsert("Contact", "AppUserId__c", "AppUserId__c,Email\nu1,#N/A\n");
        assertThat(simulator.records("Contact").getFirst()).doesNotContainKey("Email");
    }

    @Test
    void findsParentsByTheirExternalId() {
        client.upsert("Account", "CompanyId__c", "CompanyId__c,Name\nc1,Courier\n");
        client.upsert("Contact", "AppUserId__c", "AppUserId__c,LastName\nboss,Abe\n");
        var job = client.upsert(
                "Contact",
                "AppUserId__c",
                "AppUserId__c,LastName,Account.CompanyId__c,ReportsTo.AppUserId__c\n"
                        + "u1,Sato,c1,boss\nu2,Suzuki,c9,boss\n");

        var account = simulator.records("Account").getFirst().get("Id");
        assertThat(simulator.records("Contact"))
                .filteredOn(record -> "u1".equals(record.get("AppUserId__c")))
                .singleElement()
                .satisfies(record -> assertThat(record).containsEntry("AccountId", account));
        assertThat(client.errors(job, "AppUserId__c"))
                .containsOnly(Map.entry(
                        "u2",
                        "INVALID_FIELD:Foreign key external ID: c9 not found for field CompanyId__c in entity"
                                + " Account:--"));
    }
}
