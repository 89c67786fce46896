package dev.hikyaku.simulators.salesforce.org;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.simulators.salesforce.Client;
import dev.hikyaku.simulators.salesforce.SalesforceSimulator;
import dev.hikyaku.simulators.salesforce.SimulatorOptions;
import dev.hikyaku.simulators.salesforce.SimulatorTest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecycleBinTest extends SimulatorTest {
    @TempDir
    Path folder;

    RecycleBinTest() {
        super("rules.yaml");
    }

    @BeforeEach
    void family() {
        client.upsert("Account", "AppId__c", "AppId__c,Name\nA1,One\nA2,Two\nA3,Three\n");
        client.upsert("Line__c", "AppId__c", "AppId__c,Account__r.AppId__c\nL1,A1\nL2,A2\n");
        client.upsert("Contact", "AppId__c", "AppId__c,LastName,Account.AppId__c\nC1,Sato,A1\n");
    }

    @Test
    void deletesDetailsWithTheirMasterAndBringsThemBack() {
        var account = id("Account", "AppId__c", "A1");
        client.delete(Client.DATA + "/sobjects/Account/" + account);
        assertThat(simulator.records("Line__c")).hasSize(1);
        assertThat(queryAll("SELECT AppId__c FROM Line__c WHERE IsDeleted = true"))
                .hasSize(1);
        restart();

        simulator.undelete(account);

        assertThat(simulator.records("Account")).hasSize(3);
        assertThat(record("Line__c", "AppId__c", "L1")).containsEntry("Account__c", account);
        assertThat(record("Contact", "AppId__c", "C1")).doesNotContainKey("AccountId");
        restart();
        assertThat(simulator.records("Line__c")).hasSize(2);
        assertThatThrownBy(() -> simulator.undelete(account))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("UNDELETE_FAILED:Entity is not in the recycle bin:--");
    }

    @Test
    void forgetsRecordsAfterFifteenDays() {
        var options = SimulatorOptions.of(folder, Path.of("src/test/resources/rules.yaml"));
        try (var today = SalesforceSimulator.start(options)) {
            var id = today.user().create("Contact", Map.of("LastName", "Sato"));
            today.user().delete(id);
        }
        var twoWeeks = Clock.offset(Clock.systemUTC(), Duration.ofDays(14));
        assertThat(deleted(options.withClock(twoWeeks))).isEqualTo(1);
        assertThat(deleted(options.withClock(Clock.offset(twoWeeks, Duration.ofDays(2)))))
                .isZero();
    }

    private int deleted(SimulatorOptions options) {
        try (var later = SalesforceSimulator.start(options)) {
            client = Client.loggedIn(later.url());
            return queryAll("SELECT Id FROM Contact WHERE IsDeleted = true").size();
        }
    }

    @Test
    void mergesRecordsAndGivesTheirChildrenToTheMaster() {
        var master = id("Account", "AppId__c", "A2");
        var loser = id("Account", "AppId__c", "A1");

        simulator.merge(master, loser, id("Account", "AppId__c", "A3"));
        restart();

        assertThat(simulator.records("Account"))
                .singleElement()
                .satisfies(record -> assertThat(record).containsEntry("Id", master));
        assertThat(record("Line__c", "AppId__c", "L1")).containsEntry("Account__c", master);
        assertThat(record("Contact", "AppId__c", "C1")).containsEntry("AccountId", master);
        assertThat(queryAll("SELECT Id, MasterRecordId FROM Account WHERE Id = '" + loser + "'")
                        .get(0)
                        .path("MasterRecordId")
                        .asString())
                .isEqualTo(master);
        var update = client.create("{\"object\":\"Account\",\"operation\":\"update\"}");
        assertThat(client.errors(client.run(update, "Id,Name\n" + loser + ",New\n"), "Id"))
                .containsEntry(loser, "ENTITY_IS_DELETED:entity is deleted:--");
        var upsert = client.upsert("Account", "AppId__c", "AppId__c,Name\nA1,One\n");
        assertThat(client.rows(upsert, "successfulResults").getFirst()).containsEntry("sf__Created", "true");
    }

    @Test
    void refusesAMergeWithoutLosersOrWithItself() {
        var master = id("Account", "AppId__c", "A2");

        assertThatThrownBy(() -> simulator.merge(master))
                .hasMessage("MERGE_FAILED:a merge needs a master and one or two other records of its object:--");
        assertThatThrownBy(() -> simulator.merge(master, master)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void letsAKeyInTheRecycleBinBlockOrNot() {
        simulator.user().delete(id("Contact", "AppId__c", "C1"));
        simulator.recycledKeysBlock(true);
        var blocked = client.upsert("Contact", "AppId__c", "AppId__c,LastName\nC1,Sato\n");
        assertThat(client.errors(blocked, "AppId__c").get("C1"))
                .startsWith("DUPLICATE_VALUE:duplicate value found: AppId__c duplicates value on record with id: 003");

        simulator.recycledKeysBlock(false);
        var free = client.upsert("Contact", "AppId__c", "AppId__c,LastName\nC1,Sato\n");
        assertThat(free.path("numberRecordsFailed").asInt()).isZero();
        var old = queryAll("SELECT Id FROM Contact WHERE IsDeleted = true").get(0);
        assertThatThrownBy(() -> simulator.undelete(old.path("Id").asString()))
                .hasMessageStartingWith("DUPLICATE_VALUE:duplicate value found: AppId__c duplicates value on record");
    }

    @Test
    void letsSomebodyEditARecord() {
        var before = simulator.apiCalls();
        var account = id("Account", "AppId__c", "A1");
        simulator.edit(account, Map.of("Name", "Changed", "Phone", "1"));
        simulator.edit(account, Map.of("Phone", ""));

        assertThat(record("Account", "AppId__c", "A1"))
                .containsEntry("Name", "Changed")
                .doesNotContainKey("Phone");
        assertThat(simulator.apiCalls()).isEqualTo(before);
        assertThatThrownBy(() -> simulator.edit(account, Map.of("Nothing", "x")))
                .hasMessage("Account has no field Nothing");
        assertThatThrownBy(() -> simulator.edit(account, Map.of("Name", "")))
                .hasMessage("REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --");
    }

    @Test
    void doesTheSameOverHttp() {
        var account = id("Account", "AppId__c", "A1");
        var other = id("Account", "AppId__c", "A2");
        client.send("PATCH", "/simulator/records/" + account, "{\"Name\":\"Changed\"}");
        assertThat(record("Account", "AppId__c", "A1")).containsEntry("Name", "Changed");
        client.delete("/simulator/records/" + account);
        assertThat(simulator.records("Account")).hasSize(2);
        client.send("POST", "/simulator/records/" + account + "/undelete", "");
        assertThat(simulator.records("Account")).hasSize(3);
        client.send("POST", "/simulator/records/" + account + "/merge", "{\"losers\":[\"" + other + "\"]}");
        assertThat(simulator.records("Account")).hasSize(2);
        var made = client.json(client.send("POST", "/simulator/records/Contact", "{\"LastName\":\"Abe\"}"));
        assertThat(made.path("id").asString()).startsWith("003");
        assertThat(client.send("POST", "/simulator/records/" + account + "/undelete", "")
                        .body())
                .isEqualTo("[{\"message\":\"UNDELETE_FAILED:Entity is not in the recycle bin:--\","
                        + "\"errorCode\":\"REFUSED\"}]");
    }

    @Test
    void changesAllIdsWhenTheOrgIsRefreshed() {
        var org = simulator.orgId();
        var account = id("Account", "AppId__c", "A1");

        simulator.refreshOrg();

        assertThat(simulator.orgId()).isNotEqualTo(org).startsWith("00D").hasSize(18);
        assertThat(id("Account", "AppId__c", "A1")).isNotEqualTo(account).startsWith("001");
        assertThat(record("Line__c", "AppId__c", "L1")).containsEntry("Account__c", id("Account", "AppId__c", "A1"));
        assertThat(client.get(Client.DATA + "/limits").statusCode()).isEqualTo(401);
        var refreshed = simulator.records("Line__c");
        var newOrg = simulator.orgId();
        restart();
        assertThat(simulator.records("Line__c")).isEqualTo(refreshed);
        assertThat(simulator.orgId()).isEqualTo(newOrg);
        client = Client.loggedIn(simulator.url());
        assertThat(client.json(client.get(Client.DATA + "/jobs/ingest")).path("records"))
                .isEmpty();
        var update = client.create("{\"object\":\"Account\",\"operation\":\"update\"}");
        assertThat(client.errors(client.run(update, "Id,Name\n" + account + ",New\n"), "Id"))
                .containsEntry(account, "INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--");
        client.upsert("Line__c", "AppId__c", "AppId__c,Account__r.AppId__c\nL3,A1\n");
        assertThat(simulator.records("Line__c")).hasSize(3);
    }
}
