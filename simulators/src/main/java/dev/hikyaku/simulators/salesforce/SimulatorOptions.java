package dev.hikyaku.simulators.salesforce;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/// How a simulator is started.
///
/// @param folder where the journal and the bulk jobs' files are kept
/// @param schema the YAML file that describes the org
/// @param port the port on 127.0.0.1; 0 takes any free one
/// @param seed makes disorder and shares of faults repeatable
/// @param queueDelay how long a bulk job stays in `UploadComplete`
/// @param clock where all times come from
public record SimulatorOptions(Path folder, Path schema, int port, long seed, Duration queueDelay, Clock clock) {

    /// Any free port, 50 ms of queue, the system's clock.
    public static SimulatorOptions of(Path folder, Path schema) {
        return new SimulatorOptions(folder, schema, 0, 20261122, Duration.ofMillis(50), Clock.systemUTC());
    }

    /// The same on this port.
    public SimulatorOptions withPort(int newPort) {
        return new SimulatorOptions(folder, schema, newPort, seed, queueDelay, clock);
    }

    /// The same with this disorder.
    public SimulatorOptions withSeed(long newSeed) {
        return new SimulatorOptions(folder, schema, port, newSeed, queueDelay, clock);
    }

    /// The same with this queue.
    public SimulatorOptions withQueueDelay(Duration newQueueDelay) {
        return new SimulatorOptions(folder, schema, port, seed, newQueueDelay, clock);
    }

    /// The same with this clock.
    public SimulatorOptions withClock(Clock newClock) {
        return new SimulatorOptions(folder, schema, port, seed, queueDelay, newClock);
    }
}
