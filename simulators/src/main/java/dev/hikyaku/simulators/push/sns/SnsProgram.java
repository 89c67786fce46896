package dev.hikyaku.simulators.push.sns;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/// The simulator as a program.
final class SnsProgram {
    private static final String USAGE = "usage: --data DIR [--port N] [--region NAME] [--seed N]";
    private static final Set<String> KNOWN = Set.of("--data", "--port", "--region", "--seed");

    private SnsProgram() {}

    static void run(String[] args) {
        try {
            var simulator = SnsSimulator.start(options(args));
            var ended = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                simulator.close();
                ended.countDown();
            }));
            System.out.println("sns simulator ready " + simulator.url());
            ended.await();
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
        } catch (UncheckedIOException broken) {
            System.err.println(broken.getMessage());
            System.exit(4);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    static SnsOptions options(String[] args) {
        var given = given(args);
        var data = given.get("--data");
        if (data == null) {
            throw new IllegalArgumentException(USAGE);
        }
        var options = SnsOptions.of(Path.of(data));
        return options.withRegion(given.getOrDefault("--region", options.region()))
                .withPort((int) number(given.getOrDefault("--port", "0")))
                .withSeed(number(given.getOrDefault("--seed", Long.toString(options.seed()))));
    }

    private static Map<String, String> given(String[] args) {
        var given = new HashMap<String, String>();
        for (var at = 0; at < args.length; at += 2) {
            if (at + 1 >= args.length || !KNOWN.contains(args[at])) {
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
