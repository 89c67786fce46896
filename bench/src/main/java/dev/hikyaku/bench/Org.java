package dev.hikyaku.bench;

import dev.hikyaku.simulators.salesforce.SalesforceSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The simulator as a process of its own, so that its work is not counted as ours.
record Org(Child child, String url) implements AutoCloseable {
    private static final String READY = "salesforce simulator ready ";

    static Org start(Path folder) throws IOException {
        var schema = Customers.writeSchema(folder);
        var child = Child.java(
                List.of("-Xmx6g"),
                SalesforceSimulator.class.getName(),
                List.of(
                        "--port",
                        "0",
                        "--schema",
                        schema.toString(),
                        "--data",
                        folder.resolve("data").toString()));
        return new Org(
                child, child.startAndReadLine(READY).substring(READY.length()).strip());
    }

    @Override
    public void close() {
        child.stop();
    }
}
