package dev.hikyaku.simulators.push.sns;

import dev.hikyaku.simulators.lifecycle.Arguments;
import dev.hikyaku.simulators.lifecycle.SimulatorProgram;
import java.util.List;

/// The simulator as a program.
final class SnsProgram {
    private static final String USAGE = "usage: --data DIR [--port N] [--region NAME] [--seed N]";

    private SnsProgram() {}

    static void run(String[] args) {
        SimulatorProgram.run("sns", () -> SnsSimulator.start(options(args)));
    }

    static SnsOptions options(String[] args) {
        var given = new Arguments(USAGE, List.of("--data", "--port", "--region", "--seed"), args);
        var usual = SnsOptions.of(given.path("--data"));
        return usual.withRegion(given.text("--region").orElse(usual.region()))
                .withPort((int) given.number("--port", 0))
                .withSeed(given.number("--seed", usual.seed()));
    }
}
