package dev.hikyaku.simulators.push.fcm;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/// How a simulator is started.
///
/// @param folder where the account's key and the phones' journal are kept
/// @param project the Firebase project
/// @param port the port on 127.0.0.1; 0 takes any free one
/// @param seed makes shares of faults and the quota's minute repeatable
/// @param limits what may be sent, and how fast it answers
/// @param countsOnly whether phones keep counts alone, without journal and texts; for races
/// @param clock where all times come from
public record FcmSimulatorOptions(
        Path folder, String project, int port, long seed, Limits limits, boolean countsOnly, Clock clock) {

    /// What may be sent, and how fast it answers.
    ///
    /// @param perMinute messages of the project in a minute
    /// @param perDeviceMinute messages to one device in a minute; 0: as many as you like, and no memory for it
    /// @param perDeviceHour messages to one device in an hour
    /// @param latency how long every answer takes
    /// @param tokenLife how long an access token is good for
    public record Limits(
            long perMinute, int perDeviceMinute, int perDeviceHour, Duration latency, Duration tokenLife) {}

    /// Any free port, Google's limits, no latency, the system's clock.
    public static FcmSimulatorOptions of(Path folder) {
        var limits = new Limits(600_000, 240, 5_000, Duration.ZERO, Duration.ofSeconds(3_599));
        return new FcmSimulatorOptions(folder, "simulated", 0, 20261122, limits, false, Clock.systemUTC());
    }

    /// The same on this port.
    public FcmSimulatorOptions withPort(int newPort) {
        return new FcmSimulatorOptions(folder, project, newPort, seed, limits, countsOnly, clock);
    }

    /// The same with these limits.
    public FcmSimulatorOptions withLimits(Limits newLimits) {
        return new FcmSimulatorOptions(folder, project, port, seed, newLimits, countsOnly, clock);
    }

    /// The same with every answer so late.
    public FcmSimulatorOptions withLatency(Duration latency) {
        return withLimits(
                new Limits(limits.perMinute, limits.perDeviceMinute, limits.perDeviceHour, latency, limits.tokenLife));
    }

    /// The same with so many messages of the project in a minute.
    public FcmSimulatorOptions withPerMinute(long perMinute) {
        return withLimits(
                new Limits(perMinute, limits.perDeviceMinute, limits.perDeviceHour, limits.latency, limits.tokenLife));
    }

    /// The same with access tokens of this life.
    public FcmSimulatorOptions withTokenLife(Duration tokenLife) {
        return withLimits(
                new Limits(limits.perMinute, limits.perDeviceMinute, limits.perDeviceHour, limits.latency, tokenLife));
    }

    /// The same for races: no journal, no texts, no limit per device.
    public FcmSimulatorOptions forRaces() {
        var open = new Limits(Long.MAX_VALUE, 0, 0, limits.latency, limits.tokenLife);
        return new FcmSimulatorOptions(folder, project, port, seed, open, true, clock);
    }

    /// The same with this clock.
    public FcmSimulatorOptions withClock(Clock newClock) {
        return new FcmSimulatorOptions(folder, project, port, seed, limits, countsOnly, newClock);
    }
}
