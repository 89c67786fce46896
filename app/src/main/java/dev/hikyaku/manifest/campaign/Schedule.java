package dev.hikyaku.manifest.campaign;

import java.time.Duration;
import java.time.ZoneId;

/// When a run of a campaign or a sync starts by itself.
///
/// Where the clock of each recipient counts, a run begins when the first place on earth shows the time, and each
/// delivery is due when its recipient's clock does.
///
/// @param cron five fields as in crontab(5): minute, hour, day of month, month, day of week
/// @param zone in which they are read; the first on earth where the clock of each recipient counts
/// @param ofRecipients whether the clock of each recipient counts
/// @param missed what happens to a start that nobody was there for
/// @param grace how late a missed start may still be made up for
public record Schedule(String cron, ZoneId zone, boolean ofRecipients, Missed missed, Duration grace) {
    /// Where each day begins first: UTC+14, without daylight saving.
    public static final ZoneId FIRST = ZoneId.of("Pacific/Kiritimati");

    /// From there to where each day begins last, UTC-12.
    public static final Duration AROUND_THE_EARTH = Duration.ofHours(26);

    /// One instant for all.
    public Schedule(String cron, ZoneId zone, Missed missed, Duration grace) {
        this(cron, zone, false, missed, grace);
    }

    /// What happens to a start that nobody was there for.
    public enum Missed {
        /// The newest one is made up for.
        RUN_ONCE,
        /// It is written down as missed.
        SKIP
    }
}
