package dev.hikyaku.simulators.sqs;

import dev.hikyaku.simulators.lifecycle.Arguments;
import dev.hikyaku.simulators.lifecycle.Simulator;
import dev.hikyaku.simulators.lifecycle.SimulatorProgram;
import dev.hikyaku.simulators.salesforce.journal.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/// Amazon SQS of one region on this machine, as a program or inside a test; AWS's own SDK speaks to it unchanged.
///
/// Any credentials do. A standard queue gives a message out again when nobody deletes it in time, may give it out once
/// more
/// though it was deleted, and keeps no order: `isShuffled` and `repeated` make that happen often.
public final class SqsSimulator implements Simulator {
    private static final String USAGE =
            "usage: --data DIR [--port N] [--region NAME] [--queues NAME,NAME] [--shuffled true] [--repeated PERCENT] [--seed N]";

    private final Journal journal;
    private final Queues queues;
    private final SqsServer server;

    private SqsSimulator(SqsOptions options) throws IOException {
        Files.createDirectories(options.folder());
        journal = new Journal(options.folder().resolve("journal.jsonl"));
        queues = new Queues(new Queue.Surroundings(journal, options.clock(), options));
        journal.replay(queues::restore);
        server = new SqsServer(options.port(), queues, options.clock());
    }

    /// Starts a simulator and goes on where its folder left off.
    ///
    /// @throws UncheckedIOException when the port is taken or the folder cannot be used
    public static SqsSimulator start(SqsOptions options) {
        try {
            var simulator = new SqsSimulator(options);
            simulator.server.start();
            return simulator;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The base address, for example `http://127.0.0.1:9324`; the SDK's endpoint.
    @Override
    public URI url() {
        return server.url();
    }

    /// Makes a queue unless it is there, and returns its URL.
    public URI queue(String name) {
        queues.make(name, Map.of());
        return URI.create(url() + "/" + Queues.ACCOUNT + "/" + name);
    }

    @Override
    public void close() {
        server.close();
        journal.close();
    }

    /// Runs a simulator until it is told to end.
    public static void main(String[] args) {
        SimulatorProgram.run("sqs", () -> {
            var given = new Arguments(
                    USAGE,
                    List.of("--data", "--port", "--region", "--queues", "--shuffled", "--repeated", "--seed"),
                    args);
            var simulator = start(options(given));
            given.text("--queues").stream()
                    .flatMap(names -> List.of(names.split(",", -1)).stream())
                    .forEach(simulator::queue);
            return simulator;
        });
    }

    private static SqsOptions options(Arguments given) {
        var usual = SqsOptions.of(given.path("--data"));
        var options = usual.withRegion(given.text("--region").orElse(usual.region()))
                .withPort((int) given.number("--port", 0))
                .withRepeated(given.number("--repeated", 0) / 100.0)
                .withSeed(given.number("--seed", usual.seed()));
        return given.text("--shuffled").orElse("false").equals("true") ? options.shuffled() : options;
    }
}
