package dev.hikyaku.simulators.salesforce;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// A simulator of a small company, and a client that is logged in.
public abstract class SimulatorTest {
    @RegisterExtension
    protected final SalesforceSimulatorExtension extension;

    protected SalesforceSimulator simulator;
    protected Client client;

    protected SimulatorTest() {
        this("company.yaml");
    }

    protected SimulatorTest(String schema) {
        extension = SalesforceSimulatorExtension.withSchema(Path.of("src/test/resources", schema));
    }

    @BeforeEach
    void logIn(SalesforceSimulator started) {
        simulator = started;
        client = Client.loggedIn(started.url());
    }

    protected void restart() {
        simulator = extension.restart();
        client = new Client(simulator.url()).withToken(client.token());
    }

    protected Map<String, String> record(String object, String key, String value) {
        return simulator.records(object).stream()
                .filter(record -> value.equals(record.get(key)))
                .findFirst()
                .orElseThrow();
    }

    protected String id(String object, String key, String value) {
        return Objects.requireNonNull(record(object, key, value).get("Id"));
    }

    protected JsonNode collections(String object, String field, String body) {
        return client.json(client.send("PATCH", Client.DATA + "/composite/sobjects/" + object + "/" + field, body));
    }

    protected JsonNode queryAll(String soql) {
        return client.json(client.get(Client.DATA + "/queryAll?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8)))
                .path("records");
    }
}
