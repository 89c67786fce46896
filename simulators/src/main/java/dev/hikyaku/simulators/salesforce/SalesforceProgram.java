package dev.hikyaku.simulators.salesforce;

import dev.hikyaku.simulators.lifecycle.Arguments;
import dev.hikyaku.simulators.lifecycle.SimulatorProgram;
import java.util.List;

/// The simulator as a program.
final class SalesforceProgram {
    private static final String USAGE = "usage: --port N --schema FILE --data DIR [--seed N]";

    private SalesforceProgram() {}

    static void run(String[] args) {
        SimulatorProgram.run("salesforce", () -> SalesforceSimulator.start(options(args)));
    }

    static SimulatorOptions options(String[] args) {
        var given = new Arguments(USAGE, List.of("--port", "--schema", "--data", "--seed"), args);
        var usual = SimulatorOptions.of(given.path("--data"), given.path("--schema"));
        return usual.withPort((int) given.number("--port", 0)).withSeed(given.number("--seed", usual.seed()));
    }
}
