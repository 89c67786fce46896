package dev.hikyaku.cli;

import dev.hikyaku.simulators.push.fcm.FcmSimulator;
import dev.hikyaku.simulators.push.sns.SnsSimulator;
import dev.hikyaku.simulators.salesforce.SalesforceSimulator;
import dev.hikyaku.simulators.sqs.SqsSimulator;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hikyaku simulate salesforce|fcm|sns|sqs`: a fake org of your own shape, a fake provider with phones, or queues, on
/// this machine.
@Command(name = "simulate")
final class SimulateVerb implements Callable<Integer> {
    private final RootVerb root;

    @Parameters(index = "0", paramLabel = "salesforce|fcm|sns|sqs", descriptionKey = "system")
    private @Nullable Kind system;

    @Option(names = "--port", paramLabel = "N", defaultValue = "0", descriptionKey = "port")
    private int port;

    @Option(names = "--schema", paramLabel = "FILE", descriptionKey = "schema")
    private @Nullable Path schema;

    @Option(names = "--data", paramLabel = "FOLDER", descriptionKey = "data")
    private @Nullable Path data;

    @Option(names = "--queue", paramLabel = "NAME", split = ",", defaultValue = "changes", descriptionKey = "queue")
    private List<String> queues = List.of();

    @Option(names = "--shuffled", descriptionKey = "shuffled")
    private boolean isShuffled;

    @Option(names = "--repeated", paramLabel = "PERCENT", defaultValue = "0", descriptionKey = "repeated")
    private int repeated;

    /// Systems that can be simulated.
    enum Kind {
        salesforce,
        fcm,
        sns,
        sqs
    }

    SimulateVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        switch (Objects.requireNonNull(system)) {
            case salesforce -> salesforce(folder("simulator"));
            case fcm -> {
                var folder = folder("fcm");
                talk("simulate.fcm", folder);
                FcmSimulator.main(arguments(folder));
            }
            case sns -> {
                var folder = folder("sns");
                talk("simulate.sns", folder);
                SnsSimulator.main(arguments(folder));
            }
            case sqs -> sqs(folder("sqs"));
        }
        return 0;
    }

    private void salesforce(Path folder) {
        var org = schema;
        if (org == null) {
            throw new Trouble.NotFound(root.words().say("simulate.noSchema"));
        }
        var screen = root.screen();
        screen.talk(screen.say("simulate.talk", "salesforce", org.toString(), folder.toString()));
        SalesforceSimulator.main(
                new String[] {"--port", Integer.toString(port), "--schema", org.toString(), "--data", folder.toString()
                });
    }

    private void sqs(Path folder) {
        talk("simulate.sqs", folder);
        SqsSimulator.main(new String[] {
            "--port", Integer.toString(port),
            "--data", folder.toString(),
            "--queues", String.join(",", queues),
            "--shuffled", Boolean.toString(isShuffled),
            "--repeated", Integer.toString(repeated)
        });
    }

    private Path folder(String name) {
        return data == null ? root.hidden().resolve(name) : data;
    }

    private void talk(String key, Path folder) {
        var screen = root.screen();
        screen.talk(screen.say(key, folder.toString()));
    }

    private String[] arguments(Path folder) {
        return new String[] {"--port", Integer.toString(port), "--data", folder.toString()};
    }
}
