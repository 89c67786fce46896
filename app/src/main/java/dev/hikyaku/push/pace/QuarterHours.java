package dev.hikyaku.push.pace;

import java.time.Duration;
import java.time.Instant;

/// The times when everybody starts: two minutes around each quarter of an hour.
public final class QuarterHours {
    private static final long QUARTER = Duration.ofMinutes(15).toSeconds();
    private static final long AROUND = Duration.ofMinutes(2).toSeconds();

    private QuarterHours() {}

    /// How long a start at this moment has to wait; zero between those times.
    public static Duration until(Instant moment) {
        var into = Math.floorMod(moment.getEpochSecond(), QUARTER);
        if (into < AROUND) {
            return Duration.ofSeconds(AROUND - into);
        }
        return into >= QUARTER - AROUND ? Duration.ofSeconds(QUARTER - into + AROUND) : Duration.ZERO;
    }
}
