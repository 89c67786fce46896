package dev.hikyaku.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DeleteTest extends SimulatorTest {

    private JsonNode delete(String object, String operation, String... ids) {
        var job = client.create("{\"object\":\"" + object + "\",\"operation\":\"" + operation + "\"}");
        return client.run(job, "Id\n" + String.join("\n", ids) + "\n");
    }

    private String id(String object) {
        return simulator.records(object).getFirst().get("Id");
    }

    private void family() {
        client.upsert("Account", "CompanyId__c", "CompanyId__c,Name\nc1,Courier\n");
        client.upsert("Contact", "AppUserId__c", "AppUserId__c,LastName,Account.CompanyId__c\nu1,Sato,c1\n");
    }

    @Test
    void deletesOnceAndSaysSoTheSecondTime() {
        family();
        var id = id("Contact");

        var first = delete("Contact", "delete", id);
        var second = delete("Contact", "delete", id, "0035g0000000099AAA");

        assertThat(client.rows(first, "successfulResults"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("sf__Id", id).containsEntry("sf__Created", "false"));
        assertThat(client.errors(second, "Id"))
                .containsOnly(
                        Map.entry(id, "ENTITY_IS_DELETED:entity is deleted:--"),
                        Map.entry("0035g0000000099AAA", "INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--"));
        assertThat(simulator.records("Contact")).isEmpty();
    }

    @Test
    void makesANewRecordForTheKeyOfADeletedOne() {
        family();
        var before = id("Contact");
        delete("Contact", "delete", before);

        var job = client.upsert("Contact", "AppUserId__c", "AppUserId__c,LastName\nu1,Sato\n");

        assertThat(client.rows(job, "successfulResults").getFirst()).containsEntry("sf__Created", "true");
        assertThat(id("Contact")).isNotEqualTo(before);
    }

    @Test
    void forgetsAHardDeletedRecord() {
        family();
        var id = id("Contact");
        delete("Contact", "hardDelete", id);

        assertThat(client.errors(delete("Contact", "delete", id), "Id"))
                .containsOnly(Map.entry(id, "INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--"));
    }

    @Test
    void emptiesTheReferencesOfChildren() {
        family();
        delete("Account", "delete", id("Account"));

        assertThat(simulator.records("Contact").getFirst()).doesNotContainKey("AccountId");
    }

    @Test
    void deletesChildrenThatDependOnTheirParent() {
        family();
        client.run(
                client.create("{\"object\":\"Note__c\",\"operation\":\"insert\"}"),
                "Text__c,Contact__r.AppUserId__c\nhello,u1\n");
        assertThat(simulator.records("Note__c")).hasSize(1);

        delete("Contact", "delete", id("Contact"));

        assertThat(simulator.records("Note__c")).isEmpty();
    }

    @Test
    void keepsAParentWhoseChildrenForbidItsDeletion() {
        family();
        client.upsert("Invoice__c", "Number__c", "Number__c,Account__r.CompanyId__c\nn1,c1\n");
        var id = id("Account");

        var job = delete("Account", "delete", id);

        assertThat(client.errors(job, "Id"))
                .containsOnly(Map.entry(
                        id,
                        "DELETE_FAILED:Your attempt to delete " + id
                                + " could not be completed because it is associated with other records:--"));
    }

    @Test
    void takesOnlyTheIdColumn() {
        var job = client.run(client.create("{\"object\":\"Contact\",\"operation\":\"delete\"}"), "AppUserId__c\nu1\n");

        assertThat(job.path("errorMessage").asString())
                .isEqualTo("InvalidBatch : Only the Id column is allowed for delete");
    }
}
