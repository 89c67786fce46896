package dev.hikyaku.simulators.push.fcm.send;

import java.time.Clock;
import java.util.Random;

/// A project's messages per minute: a bucket that is filled once a minute, at no full minute of the clock.
public final class ProjectQuota {
    private static final long MINUTE = 60_000;
    private final Clock clock;
    private long perMinute;
    private long ends;
    private long left;

    /// @param offset says when in the minute the bucket is filled
    public ProjectQuota(Clock clock, long perMinute, Random offset) {
        this.clock = clock;
        this.perMinute = perMinute;
        this.left = perMinute;
        this.ends = clock.millis() + 1 + offset.nextInt((int) MINUTE);
    }

    /// Takes one message out.
    ///
    /// @return 0, or how many seconds until the bucket is filled again
    public synchronized long take() {
        var now = clock.millis();
        if (now >= ends) {
            ends += ((now - ends) / MINUTE + 1) * MINUTE;
            left = perMinute;
        }
        if (left > 0) {
            left--;
            return 0;
        }
        return (ends - now + 999) / 1000;
    }

    /// Changes what the bucket holds, now and after every minute.
    public synchronized void perMinute(long messages) {
        perMinute = messages;
        left = messages;
    }
}
