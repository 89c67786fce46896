package dev.hikyaku.simulators.salesforce.org;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.simulators.salesforce.Client;
import dev.hikyaku.simulators.salesforce.SimulatorTest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RulesTest extends SimulatorTest {

    RulesTest() {
        super("rules.yaml");
    }

    @BeforeEach
    void twoAccounts() {
        client.upsert("Account", "AppId__c", "AppId__c,Name\nA1,One\nA2,Two\n");
    }

    private Map<String, JsonNode> fields(String object) {
        var fields = new HashMap<String, JsonNode>();
        client.json(client.get(Client.DATA + "/sobjects/" + object + "/describe"))
                .path("fields")
                .forEach(field -> fields.put(field.path("name").asString(), field));
        return fields;
    }

    @Test
    void keepsADetailWithItsFirstMaster() {
        client.upsert("Line__c", "AppId__c", "AppId__c,Account__r.AppId__c\nL1,A1\n");
        var same = client.upsert("Line__c", "AppId__c", "AppId__c,Account__r.AppId__c,Amount__c\nL1,A1,5\n");
        var other = client.upsert("Line__c", "AppId__c", "AppId__c,Account__r.AppId__c\nL1,A2\n");

        assertThat(same.path("numberRecordsFailed").asInt()).isZero();
        assertThat(client.errors(other, "AppId__c"))
                .containsEntry(
                        "L1",
                        "INVALID_FIELD_FOR_INSERT_UPDATE:Unable to create/update fields: Account__c. Please check the"
                                + " security settings of this field and verify that it is read/write for your profile"
                                + " or permission set.:Account__c --");
    }

    @Test
    void movesADetailThatMayBeMoved() {
        client.upsert("Visit__c", "AppId__c", "AppId__c,Account__r.AppId__c\nV1,A1\n");
        client.upsert("Visit__c", "AppId__c", "AppId__c,Account__r.AppId__c\nV1,A2\n");

        assertThat(simulator.records("Visit__c").getFirst())
                .containsEntry("Account__c", id("Account", "AppId__c", "A2"));
    }

    @Test
    void wantsAMaster() {
        var job = client.upsert("Line__c", "AppId__c", "AppId__c,Amount__c\nL1,5\n");

        assertThat(client.errors(job, "AppId__c"))
                .containsEntry("L1", "REQUIRED_FIELD_MISSING:Required fields are missing: [Account__c]:Account__c --");
    }

    @Test
    void namesTheObjectOfAPolymorphicParent() {
        client.upsert("Contact", "AppId__c", "AppId__c,LastName\nC1,Sato\n");
        var contact = id("Contact", "AppId__c", "C1");
        client.upsert("Task", "AppId__c", "AppId__c,Account:What.AppId__c\nT1,A1\n");
        client.upsert("Task", "AppId__c", "AppId__c,WhatId\nT2," + contact + "\n");
        var bare = client.upsert("Task", "AppId__c", "AppId__c,What.AppId__c\nT3,A1\n");
        var needless = client.upsert("Contact", "AppId__c", "AppId__c,LastName,Account:Account.AppId__c\nC2,Abe,A1\n");
        var wrong = client.upsert("Task", "AppId__c", "AppId__c,Line__c:What.AppId__c\nT3,A1\n");

        assertThat(record("Task", "AppId__c", "T1")).containsEntry("WhatId", id("Account", "AppId__c", "A1"));
        assertThat(record("Task", "AppId__c", "T2")).containsEntry("WhatId", contact);
        assertThat(bare.path("errorMessage").asString())
                .isEqualTo("InvalidBatch : Field name not found : What.AppId__c");
        assertThat(needless.path("state").asString()).isEqualTo("Failed");
        assertThat(wrong.path("state").asString()).isEqualTo("Failed");
    }

    @Test
    void refusesAnIdOfAnObjectThatIsNoParent() {
        client.upsert("Line__c", "AppId__c", "AppId__c,Account__r.AppId__c\nL1,A1\n");
        var line = id("Line__c", "AppId__c", "L1");

        var job = client.upsert("Task", "AppId__c", "AppId__c,WhatId\nT1," + line + "\n");

        assertThat(client.errors(job, "AppId__c"))
                .containsEntry("T1", "MALFORMED_ID:WhatId: id value of incorrect type: " + line + ":WhatId --");
    }

    @Test
    void refusesARecordThatAValidationRuleForbids() {
        var job = client.upsert("Account", "AppId__c", "AppId__c,Name,Discount__c\nA3,Three,40\nA4,Four,30\n");
        assertThat(client.errors(job, "AppId__c"))
                .containsOnly(Map.entry(
                        "A3", "FIELD_CUSTOM_VALIDATION_EXCEPTION:A high discount needs a reason:Reason__c --"));

        client.upsert("Account", "AppId__c", "AppId__c,Discount__c,Reason__c\nA1,40,old friend\n");
        var emptied = client.upsert("Account", "AppId__c", "AppId__c,Reason__c\nA1,#N/A\n");
        assertThat(emptied.path("numberRecordsFailed").asInt()).isEqualTo(1);
    }

    @Test
    void changesValuesAsTriggersDo() {
        client.upsert("Account", "AppId__c", "AppId__c,Name,City__c\na9,Nine, Osaka \n");

        assertThat(record("Account", "AppId__c", "A9"))
                .containsEntry("City__c", "Osaka")
                .containsEntry("Stage__c", "Checked");
    }

    @Test
    void tellsEverythingInDescribe() {
        var master = fields("Line__c").get("Account__c");
        assertThat(master.path("createable").asBoolean()).isTrue();
        assertThat(master.path("updateable").asBoolean()).isFalse();
        assertThat(master.path("nillable").asBoolean()).isFalse();
        assertThat(master.path("cascadeDelete").asBoolean()).isTrue();
        assertThat(master.path("relationshipName").asString()).isEqualTo("Account__r");
        assertThat(fields("Visit__c").get("Account__c").path("updateable").asBoolean())
                .isTrue();
        var what = fields("Task").get("WhatId");
        assertThat(what.path("referenceTo").toString()).isEqualTo("[\"Account\",\"Contact\"]");
        assertThat(what.path("polymorphicForeignKey").asBoolean()).isTrue();
        var children = client.json(client.get(Client.DATA + "/sobjects/Account/describe"))
                .path("childRelationships");
        assertThat(children).hasSize(4);
    }
}
