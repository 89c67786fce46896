package dev.hikyaku.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

class CollectionsTest extends SimulatorTest {
    private static final String COLLECTIONS = Client.DATA + "/composite/sobjects";

    CollectionsTest() {
        super("rules.yaml");
    }

    private static String account(String appId, String members) {
        return "{\"attributes\":{\"type\":\"Account\"},\"AppId__c\":\"" + appId + "\"" + members + "}";
    }

    private static String body(boolean allOrNone, String... records) {
        return "{\"allOrNone\":" + allOrNone + ",\"records\":[" + String.join(",", records) + "]}";
    }

    @Test
    void takesAllBackWhenOneRowOfAllOrNoneIsBad() {
        collections("Account", "AppId__c", body(true, account("A0", ",\"Name\":\"Old\"")));

        var answer = collections(
                "Account",
                "AppId__c",
                body(true, account("A0", ",\"Name\":\"New\""), account("A1", ",\"Name\":\"One\""), account("A2", "")));

        assertThat(answer.get(0).toString())
                .isEqualTo("{\"success\":false,\"errors\":[{\"statusCode\":\"ALL_OR_NONE_OPERATION_ROLLED_BACK\","
                        + "\"message\":\"Record rolled back because not all records were valid and the request was"
                        + " using AllOrNone header\",\"fields\":[]}]}");
        assertThat(answer.get(1).path("errors").get(0).path("statusCode").asString())
                .isEqualTo("ALL_OR_NONE_OPERATION_ROLLED_BACK");
        assertThat(answer.get(2).path("errors").get(0).path("statusCode").asString())
                .isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(simulator.records("Account"))
                .singleElement()
                .satisfies(record -> assertThat(record).containsEntry("Name", "Old"));
        restart();
        assertThat(simulator.records("Account")).hasSize(1);
        collections("Account", "AppId__c", body(true, account("A1", ",\"Name\":\"One\"")));
        assertThat(simulator.records("Account")).hasSize(2);
    }

    @Test
    void deletesWholeOrNothing() {
        collections(
                "Account",
                "AppId__c",
                body(true, account("A1", ",\"Name\":\"One\""), account("A2", ",\"Name\":\"Two\"")));
        var one = id("Account", "AppId__c", "A1");
        var gone = one.substring(0, 14) + "9AAA";

        var none = client.json(client.delete(COLLECTIONS + "?ids=" + one + "," + gone + "&allOrNone=true"));
        assertThat(none.get(0).path("success").asBoolean()).isFalse();
        assertThat(simulator.records("Account")).hasSize(2);

        var some = client.json(client.delete(COLLECTIONS + "?ids=" + one + "," + gone + "&allOrNone=false"));
        assertThat(some.get(0).path("success").asBoolean()).isTrue();
        assertThat(some.get(1).path("errors").get(0).path("statusCode").asString())
                .isEqualTo("INVALID_CROSS_REFERENCE_KEY");
        assertThat(simulator.records("Account")).hasSize(1);
        assertThat(client.delete(COLLECTIONS + "?ids=").statusCode()).isEqualTo(400);
    }

    @Test
    void refusesDuplicatesUnlessToldToSaveThem() {
        var first = body(false, account("A1", ",\"Name\":\"One\",\"Phone\":\"1\""));
        var second = body(false, account("A2", ",\"Name\":\"ONE\",\"Phone\":\"1\""));
        collections("Account", "AppId__c", first);

        assertThat(collections("Account", "AppId__c", second).get(0).toString())
                .isEqualTo("{\"success\":false,\"errors\":[{\"statusCode\":\"DUPLICATES_DETECTED\","
                        + "\"message\":\"Use one of these records?\",\"fields\":[]}]}");
        var bulk = client.upsert("Account", "AppId__c", "AppId__c,Name,Phone\nA2,One,1\n");
        assertThat(client.errors(bulk, "AppId__c"))
                .containsEntry("A2", "DUPLICATES_DETECTED:Use one of these records?:--");
        var allowed = client.send(client.request(COLLECTIONS + "/Account/AppId__c")
                .header("Sforce-Duplicate-Rule-Header", "allowSave=true")
                .method("PATCH", BodyPublishers.ofString(second)));
        assertThat(client.json(allowed).get(0).path("success").asBoolean()).isTrue();
        assertThat(simulator.records("Account")).hasSize(2);
    }

    @Test
    void changesARecordThatIsItsOnlyDuplicate() {
        var body = body(false, account("A1", ",\"Name\":\"One\",\"Phone\":\"1\""));
        collections("Account", "AppId__c", body);

        assertThat(collections("Account", "AppId__c", body)
                        .get(0)
                        .path("success")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void findsParentsOfSeveralObjects() {
        collections("Account", "AppId__c", body(false, account("A1", ",\"Name\":\"One\"")));
        var answer = collections(
                "Task",
                "AppId__c",
                "{\"records\":[{\"attributes\":{\"type\":\"Task\"},\"AppId__c\":\"T1\",\"What\":"
                        + "{\"attributes\":{\"type\":\"Account\"},\"AppId__c\":\"A1\"}}]}");

        assertThat(answer.get(0).path("success").asBoolean()).isTrue();
        assertThat(simulator.records("Task").getFirst()).containsEntry("WhatId", id("Account", "AppId__c", "A1"));
    }

    @Test
    void refusesWhatItCannotReadAsAWhole() {
        var path = COLLECTIONS + "/Account/AppId__c";

        assertThat(client.send("PATCH", path, body(false, account("A1", ",\"Nothing\":1")))
                        .body())
                .isEqualTo("[{\"message\":\"No such column 'Nothing' on sobject of type Account\","
                        + "\"errorCode\":\"INVALID_FIELD\"}]");
        assertThat(client.send("PATCH", path, body(false, account("A1", ",\"Name\":[1]")))
                        .body())
                .isEqualTo("[{\"message\":\"Cannot deserialize a value from [1]\","
                        + "\"errorCode\":\"JSON_PARSER_ERROR\"}]");
        assertThat(client.send("PATCH", path, "{\"records\":7}").statusCode()).isEqualTo(400);
        assertThat(client.send("PATCH", path, "{\"records\":[7]}").statusCode()).isEqualTo(400);
        assertThat(client.send("PATCH", path, "{\"records\":[").statusCode()).isEqualTo(400);
        assertThat(simulator.records("Account")).isEmpty();
    }

    @Test
    void refusesTheWholeCallForOneTextThatIsNoNumber() {
        var good = account("A1", ",\"Name\":\"One\",\"Discount__c\":\"1.5\"");
        var bad = account("A2", ",\"Name\":\"Two\",\"Discount__c\":\"much\"");

        assertThat(client.send("PATCH", COLLECTIONS + "/Account/AppId__c", body(false, good, bad))
                        .body())
                .isEqualTo("[{\"message\":\"Cannot deserialize instance of percent from VALUE_STRING value much"
                        + " or request may be missing a required field\",\"errorCode\":\"JSON_PARSER_ERROR\"}]");
        assertThat(simulator.records("Account")).isEmpty();
        collections("Account", "AppId__c", body(false, good));
        assertThat(simulator.records("Account").getFirst()).containsEntry("Discount__c", "1.5");
    }

    @Test
    void changesTheTypeTenTimesAtMost() {
        var mixed = new String[12];
        for (var at = 0; at < mixed.length; at++) {
            mixed[at] = at % 2 == 0
                    ? account("A" + at, ",\"Name\":\"One\"")
                    : "{\"attributes\":{\"type\":\"Contact\"},\"LastName\":\"Sato\"}";
        }

        assertThat(client.send("POST", COLLECTIONS, body(false, mixed)).statusCode())
                .isEqualTo(400);
        assertThat(simulator.records("Account")).isEmpty();
    }
}
