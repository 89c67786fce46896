package dev.hikyaku.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JournalTest {
    @TempDir
    Path folder;

    private List<JsonNode> rows() throws IOException {
        var mapper = new JsonMapper();
        return Files.readAllLines(folder.resolve("journal.jsonl")).stream()
                .map(mapper::readTree)
                .filter(line -> line.path("kind").asString().startsWith("record.")
                        || line.path("kind").asString().equals("row.failed"))
                .map(line -> (JsonNode) line.asObject().without("at").asObject().without("id"))
                .toList();
    }

    private static void work(SalesforceSimulator simulator, Client client) {
        client.upsert("Contact", "AppUserId__c", "AppUserId__c,LastName,Email\nu1,\"Sa\"\"to\\\",\n");
        var id = simulator.records("Contact").getFirst().getOrDefault("Id", "");
        client.send(
                "PATCH",
                Client.DATA + "/composite/sobjects/Contact/AppUserId__c",
                "{\"records\":[{\"attributes\":{\"type\":\"Contact\"},\"AppUserId__c\":\"u1\",\"Email\":null,"
                        + "\"LastName\":\"a\\nb\\u0001c\"},{\"attributes\":{\"type\":\"Contact\"},"
                        + "\"AppUserId__c\":\"u2\"}]}");
        client.send("PATCH", Client.DATA + "/sobjects/Contact/" + id, "{\"LastName\":\"Kato\"}");
        simulator.edit(id, Map.of("LastName", "Abe"));
        client.delete(Client.DATA + "/composite/sobjects?ids=" + id);
        simulator.undelete(id);
    }

    @Test
    void tellsOfEachRowWhoWroteWhatThroughWhichDoor() throws IOException {
        var options = SimulatorOptions.of(folder, Path.of("src/test/resources/company.yaml"));
        try (var simulator = SalesforceSimulator.start(options)) {
            work(simulator, Client.loggedIn(simulator.url()));
        }

        assertThat(rows().stream().map(line -> line.asObject().without("job").toString()))
                .containsExactly(
                        "{\"kind\":\"record.created\",\"object\":\"Contact\",\"externalId\":\"u1\",\"values\":"
                                + "{\"AppUserId__c\":\"u1\",\"LastName\":\"Sa\\\"to\\\\\",\"Member__c\":\"false\"},"
                                + "\"operation\":\"upsert\",\"via\":\"bulk\"}",
                        "{\"kind\":\"record.updated\",\"object\":\"Contact\",\"externalId\":\"u1\",\"values\":"
                                + "{\"AppUserId__c\":\"u1\",\"LastName\":\"a\\nb\\u0001c\",\"Email\":null},"
                                + "\"operation\":\"upsert\",\"via\":\"collections\"}",
                        "{\"kind\":\"row.failed\",\"object\":\"Contact\",\"externalId\":\"u2\",\"code\":"
                                + "\"REQUIRED_FIELD_MISSING\",\"message\":\"Required fields are missing: [LastName]\","
                                + "\"operation\":\"upsert\",\"via\":\"collections\"}",
                        "{\"kind\":\"record.updated\",\"object\":\"Contact\",\"externalId\":\"u1\",\"values\":"
                                + "{\"LastName\":\"Kato\"},\"operation\":\"update\",\"via\":\"record\"}",
                        "{\"kind\":\"record.updated\",\"object\":\"Contact\",\"externalId\":\"u1\",\"values\":"
                                + "{\"LastName\":\"Abe\"},\"operation\":\"update\",\"via\":\"user\"}",
                        "{\"kind\":\"record.deleted\",\"object\":\"Contact\",\"externalId\":\"u1\",\"purged\":false,"
                                + "\"deletedWith\":null,\"masterId\":null,\"operation\":\"delete\","
                                + "\"via\":\"collections\"}",
                        "{\"kind\":\"record.undeleted\",\"object\":\"Contact\",\"externalId\":\"u1\","
                                + "\"operation\":\"undelete\",\"via\":\"user\"}");
    }
}
