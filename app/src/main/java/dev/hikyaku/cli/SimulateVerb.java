package dev.hikyaku.cli;

import dev.hikyaku.simulators.salesforce.SalesforceSimulator;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hikyaku simulate salesforce`: a fake org of your own shape on this machine.
@Command(name = "simulate")
final class SimulateVerb implements Callable<Integer> {
    private final RootVerb root;

    @Parameters(index = "0", paramLabel = "salesforce", descriptionKey = "system")
    private @Nullable Kind system;

    @Option(names = "--port", paramLabel = "N", defaultValue = "0", descriptionKey = "port")
    private int port;

    @Option(names = "--schema", paramLabel = "FILE", required = true, descriptionKey = "schema")
    private Path schema = Path.of("");

    @Option(names = "--data", paramLabel = "FOLDER", descriptionKey = "data")
    private @Nullable Path data;

    /// Systems that can be simulated.
    enum Kind {
        salesforce
    }

    SimulateVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var folder = data == null ? root.hidden().resolve("simulator") : data;
        var screen = root.screen();
        screen.talk(screen.say("simulate.talk", String.valueOf(system), schema.toString(), folder.toString()));
        SalesforceSimulator.main(new String[] {
            "--port", Integer.toString(port), "--schema", schema.toString(), "--data", folder.toString()
        });
        return 0;
    }
}
