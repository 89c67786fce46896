package dev.hikyaku.push;

import java.time.Duration;

/// How deliveries are sent, whatever the campaign.
///
/// @param inFlight deliveries that may be on the wire at once; a crash leaves at most so many unknown
/// @param page deliveries that are decided on at once
/// @param perSecond notifications a second, unless the campaign says less
/// @param ramp time in which the rate rises to that
/// @param bigFrom recipients from which on a start keeps away from quarter hours
/// @param canary what the first rows have to show
/// @param attempts calls for one delivery at most, where answers that never came are repeated
/// @param noHint how long to wait when a provider says "not now" without saying until when
/// @param beforeRepeat how long to wait before a delivery is repeated whose answer never came
/// @param patience how long a run waits for deliveries that are not due yet; longer, and it leaves them to the next one
/// @param stale an intent that is older is not sent: its lease may have passed on
public record Knobs(
        int inFlight,
        int page,
        double perSecond,
        Duration ramp,
        long bigFrom,
        Canary.Bounds canary,
        int attempts,
        Duration noHint,
        Duration beforeRepeat,
        Duration patience,
        Duration stale) {

    /// What fits a project of usual size.
    public static Knobs usual() {
        return new Knobs(
                1_000,
                500,
                10_000,
                Duration.ofSeconds(60),
                10_000,
                Canary.Bounds.usual(),
                5,
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                Duration.ofSeconds(15));
    }

    /// The same, but not faster than this.
    public Knobs atMost(double most) {
        return new Knobs(
                inFlight,
                page,
                Math.min(perSecond, most),
                ramp,
                bigFrom,
                canary,
                attempts,
                noHint,
                beforeRepeat,
                patience,
                stale);
    }
}
