package dev.hikyaku.simulators.sqs;

import java.nio.file.Path;
import java.time.Clock;

/// How a simulator is started.
///
/// @param folder where the journal is kept
/// @param port the port on 127.0.0.1; 0 takes any free one
/// @param region what ARNs say
/// @param isShuffled whether any message may come next; else the oldest does
/// @param repeated share of messages, 0 to 1, that come once more after they were deleted
/// @param seed makes chance repeatable
/// @param clock where times that are told come from
public record SqsOptions(
        Path folder, int port, String region, boolean isShuffled, double repeated, long seed, Clock clock) {
    public SqsOptions {
        if (repeated < 0 || repeated > 1) {
            throw new IllegalArgumentException("found a share of " + repeated + ", wanted 0 to 1");
        }
    }

    /// Any free port, Tokyo, the friendliest of habits.
    public static SqsOptions of(Path folder) {
        return new SqsOptions(folder, 0, "ap-northeast-1", false, 0, 20261122, Clock.systemUTC());
    }

    /// The same on this port.
    public SqsOptions withPort(int newPort) {
        return new SqsOptions(folder, newPort, region, isShuffled, repeated, seed, clock);
    }

    /// The same in this region.
    public SqsOptions withRegion(String newRegion) {
        return new SqsOptions(folder, port, newRegion, isShuffled, repeated, seed, clock);
    }

    /// The same with messages in any order.
    public SqsOptions shuffled() {
        return new SqsOptions(folder, port, region, true, repeated, seed, clock);
    }

    /// The same with this share of messages that come once more though they were deleted.
    public SqsOptions withRepeated(double newRepeated) {
        return new SqsOptions(folder, port, region, isShuffled, newRepeated, seed, clock);
    }

    /// The same with these dice.
    public SqsOptions withSeed(long newSeed) {
        return new SqsOptions(folder, port, region, isShuffled, repeated, newSeed, clock);
    }
}
