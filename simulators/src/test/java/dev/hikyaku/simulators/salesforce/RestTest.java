package dev.hikyaku.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RestTest extends SimulatorTest {
    @TempDir
    Path folder;

    private JsonNode query(String soql) {
        return client.json(client.get(Client.DATA + "/query?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8)));
    }

    private List<String> names(String condition) {
        var names = new ArrayList<String>();
        query("SELECT LastName FROM Contact " + condition)
                .path("records")
                .forEach(record -> names.add(record.path("LastName").asString()));
        return names;
    }

    private void people() {
        client.upsert("Account", "CompanyId__c", "CompanyId__c,Name\nc1,Courier\n");
        client.upsert(
                "Contact",
                "AppUserId__c",
                "AppUserId__c,LastName,Score__c,Account.CompanyId__c\nu1,O'Neil,1.5,c1\nu2,Sato,20,\nu3,Kato,,\n");
    }

    @Test
    void findsRecords() {
        people();

        assertThat(names("WHERE AppUserId__c = 'U1'")).containsExactly("O'Neil");
        assertThat(names("WHERE LastName = 'O\\'Neil'")).containsExactly("O'Neil");
        assertThat(names("where AppUserId__c in ('u3','u1','u9')")).containsExactlyInAnyOrder("O'Neil", "Kato");
        assertThat(names("WHERE Score__c > 2")).containsExactly("Sato");
        assertThat(names("WHERE Score__c = null")).containsExactly("Kato");
        assertThat(names("WHERE AppUserId__c IN ('u1','u2') AND SystemModstamp >= 2999-01-01T00:00:00Z"))
                .isEmpty();
        assertThat(names("WHERE AppUserId__c IN ('u1','u2') AND SystemModstamp >= 2020-01-01T00:00:00.000+0000"))
                .hasSize(2);
        assertThat(names("ORDER BY LastName DESC LIMIT 2")).containsExactly("Sato", "O'Neil");
        assertThat(query("SELECT COUNT() FROM Contact").path("totalSize").asInt())
                .isEqualTo(3);
    }

    @Test
    void answersTypedValuesAndParents() {
        people();
        var id = simulator.records("Contact").stream()
                .filter(record -> "u1".equals(record.get("AppUserId__c")))
                .findFirst()
                .orElseThrow()
                .get("Id");

        var record = query("SELECT Id, Score__c, Email, Account.CompanyId__c FROM Contact WHERE AppUserId__c = 'u1'")
                .path("records")
                .get(0);

        assertThat(record.toString())
                .isEqualTo("{\"attributes\":{\"type\":\"Contact\",\"url\":\"/services/data/v66.0/sobjects/Contact/" + id
                        + "\"},\"Id\":\"" + id + "\",\"Score__c\":1.5,\"Email\":null,\"Account\":{\"attributes\":"
                        + "{\"type\":\"Account\",\"url\":\"/services/data/v66.0/sobjects/Account/"
                        + simulator.records("Account").getFirst().get("Id") + "\"},\"CompanyId__c\":\"c1\"}}");
    }

    @Test
    void refusesQueriesItCannotRead() {
        assertThat(query("SELECT Name FROM Nothing").get(0).path("message").asString())
                .isEqualTo("sObject type 'Nothing' is not supported.");
        assertThat(query("SELECT Id FROM Contact WHERE Nothing = 1").toString())
                .isEqualTo("[{\"message\":\"No such column 'Nothing' on entity 'Contact'.\","
                        + "\"errorCode\":\"INVALID_FIELD\"}]");
        assertThat(query("SELECT Id Contact").get(0).path("errorCode").asString())
                .isEqualTo("MALFORMED_QUERY");
    }

    @Test
    void turnsPagesOfTwoThousand() {
        var csv = new StringBuilder("AppUserId__c,LastName\n");
        for (var row = 0; row < 2500; row++) {
            csv.append("u").append(row).append(",Sato\n");
        }
        client.upsert("Contact", "AppUserId__c", csv.toString());

        var first = query("SELECT Id FROM Contact");
        var second = client.json(client.get(first.path("nextRecordsUrl").asString()));

        assertThat(first.path("done").asBoolean()).isFalse();
        assertThat(first.path("records")).hasSize(2000);
        assertThat(second.path("done").asBoolean()).isTrue();
        assertThat(second.path("records")).hasSize(500);
    }

    @Test
    void answersCollectionsInOrder() {
        people();
        var before = simulator.apiWrites();

        var answer = client.json(client.send(
                "PATCH",
                Client.DATA + "/composite/sobjects/Contact/AppUserId__c",
                "{\"allOrNone\":false,\"records\":["
                        + "{\"attributes\":{\"type\":\"Contact\"},\"AppUserId__c\":\"u9\",\"LastName\":\"Abe\","
                        + "\"Account\":{\"CompanyId__c\":\"c1\"}},"
                        + "{\"attributes\":{\"type\":\"Contact\"},\"AppUserId__c\":\"u8\"},"
                        + "{\"attributes\":{\"type\":\"Contact\"},\"AppUserId__c\":\"u2\",\"Score__c\":null}]}"));

        assertThat(answer.get(0).path("created").asBoolean()).isTrue();
        assertThat(answer.get(1).toString())
                .isEqualTo("{\"success\":false,\"errors\":[{\"statusCode\":\"REQUIRED_FIELD_MISSING\",\"message\":"
                        + "\"Required fields are missing: [LastName]\",\"fields\":[\"LastName\"]}]}");
        assertThat(answer.get(2).path("created").asBoolean()).isFalse();
        assertThat(simulator.records("Contact")).allSatisfy(record -> {
            if ("u2".equals(record.get("AppUserId__c"))) {
                assertThat(record).doesNotContainKey("Score__c").containsEntry("LastName", "Sato");
            }
        });
        assertThat(simulator.apiWrites() - before).isEqualTo(1);
    }

    @Test
    void writesAndReadsOneRecord() {
        var path = Client.DATA + "/sobjects/Contact/AppUserId__c/a%2Fb";

        assertThat(client.send("PATCH", path, "{\"LastName\":\"Sato\"}").statusCode())
                .isEqualTo(201);
        assertThat(client.send("PATCH", path, "{\"LastName\":\"Kato\"}").statusCode())
                .isEqualTo(200);
        assertThat(client.json(client.get(path)).path("LastName").asString()).isEqualTo("Kato");
        assertThat(client.send("PATCH", path, "{\"Nothing\":1}").body())
                .isEqualTo("[{\"message\":\"No such column 'Nothing' on sobject of type Contact\","
                        + "\"errorCode\":\"INVALID_FIELD\"}]");
        assertThat(client.delete(path).statusCode()).isEqualTo(204);
        assertThat(client.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void describesFields() {
        var fields = client.json(client.get(Client.DATA + "/sobjects/Contact/describe"))
                .path("fields");
        var byName = new HashMap<String, JsonNode>();
        fields.forEach(field -> byName.put(field.path("name").asString(), field));

        assertThat(byName.get("AppUserId__c").path("externalId").asBoolean()).isTrue();
        assertThat(byName.get("LastName").path("nillable").asBoolean()).isFalse();
        assertThat(byName.get("LastName").path("type").asString()).isEqualTo("string");
        assertThat(byName.get("AccountId").path("relationshipName").asString()).isEqualTo("Account");
        assertThat(byName.get("AccountId").path("referenceTo").toString()).isEqualTo("[\"Account\"]");
        assertThat(byName.get("Plan__c").path("picklistValues")).hasSize(2);
        assertThat(byName).containsKeys("Id", "SystemModstamp");
    }

    @Test
    void countsCallsAndBatches() {
        people();
        var answer = client.get(Client.DATA + "/limits");
        var limits = client.json(answer);

        assertThat(limits.path("DailyBulkApiBatches").toString()).isEqualTo("{\"Max\":15000,\"Remaining\":14998}");
        assertThat(answer.headers().firstValue("Sforce-Limit-Info"))
                .contains("api-usage=" + simulator.apiCalls() + "/100000");
    }

    @Test
    void refusesCallsBeyondItsAllowances() throws Exception {
        var schema = Files.writeString(folder.resolve("small.yaml"), """
                org: { dailyApiRequests: 4, dailyBulkBatches: 1, maxUploadBytes: 30 }
                objects:
                  Account: { fields: { Name: { type: text } } }
                """);
        try (var small = SalesforceSimulator.start(SimulatorOptions.of(folder.resolve("data"), schema))) {
            client = Client.loggedIn(small.url());
            var job = client.create("{\"object\":\"Account\",\"operation\":\"insert\"}");

            assertThat(client.put(job, "Name\n" + "x".repeat(30)).body())
                    .isEqualTo("[{\"message\":\"ExceededQuota : Maximum upload size of 30 bytes exceeded\","
                            + "\"errorCode\":\"EXCEEDEDQUOTA\"}]");
            assertThat(client.put(job, "Name\nx\n").statusCode()).isEqualTo(201);
            client.get(Client.DATA + "/limits");
            assertThat(client.get(Client.DATA + "/limits").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void forgetsJobsAfterSevenDaysAndOpenJobsAfterOne() {
        var now = new AtomicReference<>(Instant.parse("2026-11-22T05:00:00Z"));
        var options = SimulatorOptions.of(folder, Path.of("src/test/resources/company.yaml"));
        try (var slow = SalesforceSimulator.start(options.withClock(new SteeredClock(now)))) {
            client = Client.loggedIn(slow.url());
            var open = client.upsertJob("Contact", "AppUserId__c");
            var done = client.upsert("Contact", "AppUserId__c", "AppUserId__c,LastName\nu1,Sato\n");

            now.updateAndGet(instant -> instant.plus(Duration.ofHours(25)));
            assertThat(client.job(open).path("state").asString()).isEqualTo("Aborted");
            assertThat(client.put(open, "AppUserId__c\n").statusCode()).isEqualTo(400);
            assertThat(client.rows(done, "successfulResults")).hasSize(1);

            now.updateAndGet(instant -> instant.plus(Duration.ofDays(7)));
            assertThat(client.get(Client.DATA + "/jobs/ingest/"
                                    + done.path("id").asString() + "/successfulResults")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(slow.records("Contact")).hasSize(1);
        }
    }

    @Test
    void showsItsPageAndItsRecords() {
        people();

        assertThat(client.get("/").body()).contains("<script src=\"page.js\"></script>");
        assertThat(client.get("/page.js").statusCode()).isEqualTo(200);
        assertThat(client.json(client.get("/simulator/records?object=Contact"))).hasSize(3);
        assertThat(client.json(client.get("/simulator/jobs"))).hasSize(2);
        assertThat(client.json(client.get("/simulator/status")).path("records").toString())
                .isEqualTo("{\"Account\":1,\"Contact\":3,\"Invoice__c\":0,\"Note__c\":0}");
    }

    private static final class SteeredClock extends Clock {
        private final AtomicReference<Instant> now;

        SteeredClock(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
