package dev.hikyaku.simulators.salesforce;

import dev.hikyaku.simulators.salesforce.schema.SchemaException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/// The simulator as a program.
final class SimulatorProgram {
    private static final String USAGE = "usage: --port N --schema FILE --data DIR [--seed N]";

    private SimulatorProgram() {}

    static void run(String[] args) {
        try {
            var simulator = SalesforceSimulator.start(options(args));
            var ended = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                simulator.close();
                ended.countDown();
            }));
            System.out.println("salesforce simulator ready " + simulator.url());
            ended.await();
        } catch (IllegalArgumentException | SchemaException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
        } catch (UncheckedIOException broken) {
            System.err.println(broken.getMessage());
            System.exit(4);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    static SimulatorOptions options(String[] args) {
        var given = given(args);
        var schema = given.get("--schema");
        var data = given.get("--data");
        if (schema == null || data == null) {
            throw new IllegalArgumentException(USAGE);
        }
        var options = SimulatorOptions.of(Path.of(data), Path.of(schema));
        return options.withPort((int) number(given.getOrDefault("--port", "0")))
                .withSeed(number(given.getOrDefault("--seed", Long.toString(options.seed()))));
    }

    private static Map<String, String> given(String[] args) {
        var given = new HashMap<String, String>();
        for (var at = 0; at < args.length; at += 2) {
            if (at + 1 >= args.length
                    || !Set.of("--port", "--schema", "--data", "--seed").contains(args[at])) {
                throw new IllegalArgumentException("found " + args[at] + "\n" + USAGE);
            }
            given.put(args[at], args[at + 1]);
        }
        return given;
    }

    private static long number(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("found " + text + ", wanted a number\n" + USAGE);
        }
        return Long.parseLong(text);
    }
}
