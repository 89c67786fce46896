package dev.hikyaku.push.clock;

import dev.hikyaku.manifest.campaign.Campaign;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// From when until when a campaign may write to a recipient.
///
/// @param from null when it may at once
/// @param until when it is too late
public record Moments(@Nullable Instant from, Instant until) {

    /// For a recipient.
    ///
    /// @param key of the run: the scheduled instant where it begins by the clock; else somebody began it by hand,
    /// and means now
    /// @param expires when the whole run is over
    public static Moments of(Campaign campaign, String key, Instant expires, ZoneId recipient) {
        var schedule = campaign.schedule();
        var planned = schedule != null && schedule.ofRecipients() ? planned(key) : null;
        if (planned == null) {
            return new Moments(null, expires);
        }
        var own = OwnTime.of(planned, recipient);
        var until = own.plus(campaign.expires());
        return new Moments(own, until.isBefore(expires) ? until : expires);
    }

    private static @Nullable Instant planned(String key) {
        try {
            return Instant.parse(key);
        } catch (DateTimeParseException byHand) {
            return null;
        }
    }

    /// How long a provider may go on trying.
    public Duration ttl(Instant now, Duration wanted) {
        var left = Duration.between(now, until);
        return left.compareTo(wanted) < 0 ? left : wanted;
    }
}
