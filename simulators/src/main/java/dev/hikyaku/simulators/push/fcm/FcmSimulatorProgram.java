package dev.hikyaku.simulators.push.fcm;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/// The simulator as a program.
final class FcmSimulatorProgram {
    private static final String USAGE =
            "usage: --data DIR [--port N] [--latency MS] [--per-minute N] [--for-races true]";
    private static final Set<String> KNOWN = Set.of("--data", "--port", "--latency", "--per-minute", "--for-races");

    private FcmSimulatorProgram() {}

    static void run(String[] args) {
        try {
            var simulator = FcmSimulator.start(options(args));
            var ended = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                simulator.close();
                ended.countDown();
            }));
            System.out.println("fcm simulator ready " + simulator.url());
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

    static FcmSimulatorOptions options(String[] args) {
        var given = given(args);
        var data = given.get("--data");
        if (data == null) {
            throw new IllegalArgumentException(USAGE);
        }
        var options = FcmSimulatorOptions.of(Path.of(data))
                .withPort((int) number(given.getOrDefault("--port", "0")))
                .withLatency(Duration.ofMillis(number(given.getOrDefault("--latency", "0"))));
        if (given.containsKey("--per-minute")) {
            options = options.withPerMinute(number(given.getOrDefault("--per-minute", "")));
        }
        return given.getOrDefault("--for-races", "false").equals("true") ? options.forRaces() : options;
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
