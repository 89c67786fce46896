package dev.hikyaku.simulators.push.sns;

import dev.hikyaku.simulators.push.sns.access.Access;
import dev.hikyaku.simulators.push.sns.quota.Quotas;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a simulator is started.
///
/// @param folder where the journals are kept
/// @param port the port on 127.0.0.1; 0 takes any free one
/// @param region what ARNs say
/// @param quotas calls a second; the region's, unless said otherwise
/// @param platformDelay how long after the 200 the platform is asked
/// @param seed makes shares of faults repeatable
/// @param clock where all times come from
/// @param account whose signatures are checked; null: any credentials do
public record SnsOptions(
        Path folder,
        int port,
        String region,
        Quotas quotas,
        Duration platformDelay,
        long seed,
        Clock clock,
        Access.@Nullable Account account) {

    /// Any free port, Tokyo, 20 ms to the platform, the system's clock.
    public static SnsOptions of(Path folder) {
        return new SnsOptions(
                folder,
                0,
                "ap-northeast-1",
                Quotas.of("ap-northeast-1"),
                Duration.ofMillis(20),
                20261122,
                Clock.systemUTC(),
                null);
    }

    /// The same on this port.
    public SnsOptions withPort(int newPort) {
        return new SnsOptions(folder, newPort, region, quotas, platformDelay, seed, clock, account);
    }

    /// The same in this region, with its quotas.
    public SnsOptions withRegion(String newRegion) {
        return new SnsOptions(folder, port, newRegion, Quotas.of(newRegion), platformDelay, seed, clock, account);
    }

    /// The same with these quotas.
    public SnsOptions withQuotas(Quotas newQuotas) {
        return new SnsOptions(folder, port, region, newQuotas, platformDelay, seed, clock, account);
    }

    /// The same with a platform this far away.
    public SnsOptions withPlatformDelay(Duration newDelay) {
        return new SnsOptions(folder, port, region, quotas, newDelay, seed, clock, account);
    }

    /// The same with these dice.
    public SnsOptions withSeed(long newSeed) {
        return new SnsOptions(folder, port, region, quotas, platformDelay, newSeed, clock, account);
    }

    /// The same with this clock.
    public SnsOptions withClock(Clock newClock) {
        return new SnsOptions(folder, port, region, quotas, platformDelay, seed, newClock, account);
    }

    /// The same for this account alone: signatures are checked.
    public SnsOptions withAccount(String accessKeyId, String secretAccessKey) {
        return new SnsOptions(
                folder,
                port,
                region,
                quotas,
                platformDelay,
                seed,
                clock,
                new Access.Account(accessKeyId, secretAccessKey));
    }
}
