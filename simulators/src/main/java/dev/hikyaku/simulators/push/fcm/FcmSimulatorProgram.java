package dev.hikyaku.simulators.push.fcm;

import dev.hikyaku.simulators.lifecycle.Arguments;
import dev.hikyaku.simulators.lifecycle.SimulatorProgram;
import java.time.Duration;
import java.util.List;

/// The simulator as a program.
final class FcmSimulatorProgram {
    private static final String USAGE =
            "usage: --data DIR [--port N] [--latency MS] [--per-minute N] [--for-races true]";
    private static final List<String> KNOWN = List.of("--data", "--port", "--latency", "--per-minute", "--for-races");

    private FcmSimulatorProgram() {}

    static void run(String[] args) {
        SimulatorProgram.run("fcm", () -> FcmSimulator.start(options(args)));
    }

    static FcmSimulatorOptions options(String[] args) {
        var given = new Arguments(USAGE, KNOWN, args);
        var usual = FcmSimulatorOptions.of(given.path("--data"));
        var options = usual.withPort((int) given.number("--port", 0))
                .withLatency(Duration.ofMillis(given.number("--latency", 0)))
                .withPerMinute(given.number("--per-minute", usual.limits().perMinute()));
        return given.text("--for-races").orElse("false").equals("true") ? options.forRaces() : options;
    }
}
