package dev.hikyaku.salesforce;

import static dev.hikyaku.salesforce.ScriptedOrg.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.hikyaku.salesforce.ScriptedServer.Told;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalesforceTest {

    private static final String CONTACT = """
            {"name":"Contact","createable":true,"updateable":true,"deletable":false,"fields":[
             {"name":"AppUserId__c","type":"string","length":36,"createable":true,"updateable":true,"nillable":true,
              "externalId":true,"idLookup":true,"unique":true,"caseSensitive":true,"picklistValues":[],
              "referenceTo":[],"relationshipName":null},
             {"name":"Rank__c","type":"picklist","length":255,"restrictedPicklist":true,"defaultedOnCreate":true,
              "picklistValues":[{"active":true,"value":"A"},{"active":false,"value":"B"}]},
             {"name":"OwnerId","type":"reference","referenceTo":["Group","User"],"relationshipName":"Owner"}]}""";

    @Test
    void describesAnObject() {
        try (var org = new ScriptedOrg(_ -> Told.json(CONTACT));
                var salesforce = org.connect()) {
            var contact = salesforce.describe("Contact");
            assertThat(org.server.asked("GET", ROOT).getFirst().path()).isEqualTo(ROOT + "/sobjects/Contact/describe");
            assertThat(contact.createable()).isTrue();
            assertThat(contact.deletable()).isFalse();
            assertThat(contact.field("Missing__c")).isEmpty();
        }
    }

    @Test
    void describesItsFields() {
        try (var org = new ScriptedOrg(_ -> Told.json(CONTACT));
                var salesforce = org.connect()) {
            var contact = salesforce.describe("Contact");
            assertThat(contact.field("appuserid__C")).hasValueSatisfying(field -> {
                assertThat(field.type()).isEqualTo("string");
                assertThat(field.length()).isEqualTo(36);
                assertThat(List.of(field.externalId(), field.unique(), field.caseSensitive(), field.idLookup()))
                        .containsOnly(true);
                assertThat(field.relationshipName()).isNull();
            });
            assertThat(contact.field("Rank__c")).hasValueSatisfying(field -> {
                assertThat(field.restrictedPicklist()).isTrue();
                assertThat(field.defaultedOnCreate()).isTrue();
                assertThat(field.nillable()).isFalse();
                assertThat(field.picklist())
                        .containsExactly(
                                new ObjectDescription.PicklistValue("A", true),
                                new ObjectDescription.PicklistValue("B", false));
            });
            assertThat(contact.field("OwnerId")).hasValueSatisfying(field -> {
                assertThat(field.referenceTo()).containsExactly("Group", "User");
                assertThat(field.relationshipName()).isEqualTo("Owner");
            });
        }
    }

    @Test
    void readsLimitsAndTheUsageToldByEachAnswer() {
        var json = "{\"DailyApiRequests\":{\"Max\":15000,\"Remaining\":14998,\"App\":{\"Max\":0,\"Remaining\":0}},"
                + "\"DailyBulkApiBatches\":{\"Max\":15000,\"Remaining\":-2},\"Odd\":{}}";
        try (var org = new ScriptedOrg(_ -> new Told.Whole(
                        200, Map.of("Sforce-Limit-Info", "api-usage=18/5000"), json.getBytes(StandardCharsets.UTF_8)));
                var salesforce = org.connect()) {
            assertThat(salesforce.apiUsage()).isEmpty();
            var limits = salesforce.limits();
            assertThat(limits.dailyApiRequests()).contains(new Limits.Allowance(15000, 14998));
            assertThat(limits.dailyBulkApiBatches()).contains(new Limits.Allowance(15000, -2));
            assertThat(limits.allowances()).containsOnlyKeys("DailyApiRequests", "DailyBulkApiBatches");
            assertThat(salesforce.apiUsage()).contains(new Limits.ApiUsage(18, 5000));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api-usage=10018/100000 | 10018 | 100000",
                "api-usage=25/5000; per-app-api-usage=17/250(appName=sample-connected-app) | 25 | 5000",
                "per-app-api-usage=17/250(appName=a); api-usage=25/5000 | 25 | 5000"
            })
    void parsesTheUsageHeader(String header, long used, long max) {
        assertThat(Limits.ApiUsage.parse(header)).contains(new Limits.ApiUsage(used, max));
    }

    @Test
    void leavesAUsageHeaderOfAnotherFormAlone() {
        assertThat(Limits.ApiUsage.parse("per-app-api-usage=17/250(appName=a)")).isEmpty();
        assertThat(Limits.ApiUsage.parse("api-usage=many/5000")).isEmpty();
    }

    @Test
    void queriesAllPages() {
        try (var org = new ScriptedOrg(asked -> asked.path().startsWith(ROOT + "/query?")
                        ? Told.json("{\"done\":false,\"nextRecordsUrl\":\"" + ROOT + "/query/01g-2000\",\"records\":["
                                + "{\"attributes\":{\"type\":\"Contact\"},\"Id\":\"003\",\"Amount__c\":1.50,\"Done__c\":true,"
                                + "\"Account\":{\"attributes\":{},\"Name\":\"Ann\"}}]}")
                        : Told.json("{\"done\":true,\"records\":[{\"Id\":\"004\",\"Amount__c\":12345678901234567890,"
                                + "\"Account\":null}]}"));
                var salesforce = org.connect()) {
            var rows = salesforce.query("SELECT Id FROM Contact WHERE AppUserId__c IN ('a+b','ü')");
            assertThat(rows).hasSize(2);
            assertThat(rows.getFirst())
                    .containsExactly(
                            entry("Id", "003"),
                            entry("Amount__c", "1.50"),
                            entry("Done__c", "true"),
                            entry("Account.Name", "Ann"));
            assertThat(rows.getLast())
                    .containsExactly(
                            entry("Id", "004"), entry("Amount__c", "12345678901234567890"), entry("Account", null));
            assertThat(org.server.asked("GET", ROOT))
                    .extracting(ScriptedServer.Asked::path)
                    .containsExactly(
                            ROOT
                                    + "/query?q=SELECT+Id+FROM+Contact+WHERE+AppUserId__c+IN+%28%27a%2Bb%27%2C%27%C3%BC%27%29",
                            ROOT + "/query/01g-2000");
        }
    }

    @Test
    void unpacksJson() {
        try (var org = new ScriptedOrg(_ -> new Told.Whole(
                        200,
                        Map.of("Content-Encoding", "gzip"),
                        ScriptedServer.gzip("{\"done\":true,\"records\":[{\"Id\":\"003\"}]}")));
                var salesforce = org.connect()) {
            assertThat(salesforce.queryAll("SELECT Id FROM Contact")).hasSize(1);
            assertThat(org.server.asked("GET", ROOT + "/queryAll?q=")).hasSize(1);
        }
    }

    @Test
    void usesOneConnectionForManyPackedAnswers() {
        try (var org = new ScriptedOrg(_ -> new Told.Chunked(
                        Map.of("Content-Encoding", "gzip"), ScriptedServer.gzip("{\"done\":true,\"records\":[]}")));
                var salesforce = org.connect()) {
            for (int i = 0; i < 5; i++) {
                salesforce.query("SELECT Id FROM Contact");
            }
            assertThat(org.server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "001000000000000, 001000000000000AAA",
        "0015e00000AbCdE, 0015e00000AbCdEAAV",
        "00D5e000000HEcZ, 00D5e000000HEcZEAW",
        "aBcDeFgHiJkLmNo, aBcDeFgHiJkLmNoKVK",
        "ZZZZZZZZZZZZZZZ, ZZZZZZZZZZZZZZZ555",
        "7505e000000abcdAAA, 7505e000000abcdAAA"
    })
    void givesEveryIdEighteenCharacters(String given, String expected) {
        assertThat(Salesforce.id18(given)).isEqualTo(expected);
    }

    @Test
    void refusesWhatIsNoId() {
        assertThatThrownBy(() -> Salesforce.id18("001-00000000000"))
                .hasMessage("id: found 001-00000000000, wanted a Salesforce id of 15 or 18 characters");
    }
}
