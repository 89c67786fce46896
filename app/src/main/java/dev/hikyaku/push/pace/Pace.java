package dev.hikyaku.push.pace;

import java.time.Duration;

/// Gives every notification its moment: the rate rises evenly from next to nothing to its full height, and stays even.
/// One thread awaits; others may look at the rate and change it.
public final class Pace {
    private static final long SECOND = 1_000_000_000L;

    /// A thread may wake late; so much is made up for, and no more, lest an even flow becomes bursts.
    private static final long CATCH_UP = SECOND / 20;

    private volatile double perSecond;
    private final long ramp;
    private final PaceClock clock;
    private volatile long began;
    private volatile long next;

    /// A pace that begins now.
    ///
    /// @param perSecond notifications a second at most
    /// @param ramp time in which the rate rises to that
    public Pace(double perSecond, Duration ramp, PaceClock clock) {
        this.perSecond = perSecond;
        this.ramp = ramp.toNanos();
        this.clock = clock;
        restart();
    }

    /// Another height from now on, as when others share what the provider takes.
    public void most(double newPerSecond) {
        perSecond = newPerSecond;
    }

    /// Begins to rise anew, as after a rest that a provider asked for.
    public void restart() {
        began = clock.nanos();
        next = began;
    }

    /// Waits for the next moment.
    public void await() {
        var now = clock.nanos();
        if (next > now) {
            clock.sleep(Duration.ofNanos(next - now));
            now = clock.nanos();
        }
        next = Math.max(next, now - CATCH_UP) + (long) (SECOND / rate(now));
    }

    /// How many moments there are from now on in this time, if nothing changes.
    public int within(Duration time) {
        var now = clock.nanos();
        var left = time.toNanos() - Math.max(next - now, -CATCH_UP);
        return left <= 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, 1 + left * rate(now) / SECOND);
    }

    /// Notifications a second at this moment.
    public double rate() {
        return rate(clock.nanos());
    }

    private double rate(long now) {
        if (ramp <= 0) {
            return perSecond;
        }
        // One second ahead, for at a rate of zero nothing would ever begin; one a second is slow enough for that.
        var rising = perSecond * Math.min(1, (double) (now - began + SECOND) / ramp);
        return Math.max(rising, Math.min(1, perSecond));
    }
}
