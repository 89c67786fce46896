package dev.hikyaku.simulators.push.fcm.send;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/// What one Android device may get: 240 messages a minute, 5,000 an hour. Minutes and hours begin when this begins.
///
/// A device that gets one message in a minute does not count towards its hour: a million such devices would fill the
/// memory, and would be at 60 of 5,000.
public final class DeviceQuota {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 3_600_000;
    private final Clock clock;
    private final int perMinute;
    private final int perHour;
    private Map<String, Integer> minute = new HashMap<>();
    private Map<String, Integer> hour = new HashMap<>();
    private long minuteEnds;
    private long hourEnds;

    /// @param perMinute 0: nothing is counted
    public DeviceQuota(Clock clock, int perMinute, int perHour) {
        this.clock = clock;
        this.perMinute = perMinute;
        this.perHour = perHour;
        minuteEnds = clock.millis() + MINUTE;
        hourEnds = clock.millis() + HOUR;
    }

    /// Counts a message to this address.
    ///
    /// @return 0, or how many seconds until the device may get another one
    public long take(String address) {
        return perMinute == 0 ? 0 : count(address);
    }

    private synchronized long count(String address) {
        var now = clock.millis();
        turn(now);
        var inMinute = minute.merge(address, 1, Integer::sum);
        if (inMinute > perMinute) {
            minute.put(address, perMinute);
            return (minuteEnds - now + 999) / 1000;
        }
        if (hour.getOrDefault(address, 0) + inMinute > perHour) {
            return (hourEnds - now + 999) / 1000;
        }
        return 0;
    }

    private void turn(long now) {
        if (now >= hourEnds) {
            hour = new HashMap<>();
            hourEnds += ((now - hourEnds) / HOUR + 1) * HOUR;
        }
        if (now >= minuteEnds) {
            minute.forEach((address, count) -> {
                if (count > 1) {
                    hour.merge(address, count, Integer::sum);
                }
            });
            minute = new HashMap<>();
            minuteEnds += ((now - minuteEnds) / MINUTE + 1) * MINUTE;
        }
    }
}
