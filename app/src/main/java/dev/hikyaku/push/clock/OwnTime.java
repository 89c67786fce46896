package dev.hikyaku.push.clock;

import dev.hikyaku.manifest.campaign.Schedule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;

/// When a recipient's own clock shows what a schedule says.
public final class OwnTime {
    private OwnTime() {}

    /// When it is time for a recipient.
    ///
    /// @param start for which the run was planned: when the first place on earth shows the time ([Schedule#FIRST])
    public static Instant of(Instant start, ZoneId recipient) {
        return shows(LocalDateTime.ofInstant(start, Schedule.FIRST), recipient);
    }

    /// The first instant at which the clock shows a time, or has passed it.
    static Instant shows(LocalDateTime local, ZoneId zone) {
        var rules = zone.getRules();
        var offsets = rules.getValidOffsets(local);
        return offsets.isEmpty()
                ? Objects.requireNonNull(rules.getTransition(local)).getInstant()
                : local.toInstant(offsets.getFirst());
    }
}
