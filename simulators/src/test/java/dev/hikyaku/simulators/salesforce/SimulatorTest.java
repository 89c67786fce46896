package dev.hikyaku.simulators.salesforce;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A simulator of a small company, and a client that is logged in.
abstract class SimulatorTest {
    @RegisterExtension
    final SalesforceSimulatorExtension extension =
            SalesforceSimulatorExtension.withSchema(Path.of("src/test/resources/company.yaml"));

    SalesforceSimulator simulator;
    Client client;

    @BeforeEach
    void logIn(SalesforceSimulator started) {
        simulator = started;
        client = Client.loggedIn(started.url());
    }

    void restart() {
        simulator = extension.restart();
        client = new Client(simulator.url()).withToken(client.token());
    }
}
