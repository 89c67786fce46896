package dev.hikyaku.manifest.campaign;

import java.time.Duration;
import java.time.ZoneId;

/// When a run of a campaign or a sync starts by itself.
///
/// @param cron five fields as in crontab(5): minute, hour, day of month, month, day of week
/// @param zone in which they are read
/// @param missed what happens to a start that nobody was there for
/// @param grace how late a missed start may still be made up for
public record Schedule(String cron, ZoneId zone, Missed missed, Duration grace) {

    /// What happens to a start that nobody was there for.
    public enum Missed {
        /// The newest one is made up for.
        RUN_ONCE,
        /// It is written down as missed.
        SKIP
    }
}
