package dev.hikyaku.push.clock;

import dev.hikyaku.manifest.campaign.QuietHours;
import java.time.Instant;
import java.time.ZoneId;

/// Whether a recipient is to be left in peace.
///
/// Quiet hours of a day begin at the first instant at which the clock shows `from` and end at the first at which
/// it then shows `to`: that instant is free again. Where the clock skips such a time, the first instant after the
/// gap counts; where it shows it twice, the first time. So an hour that comes twice is quiet in one piece.
public sealed interface Peace {

    /// Something may be sent.
    record Free() implements Peace {}

    /// Nothing may be sent.
    ///
    /// @param until the next instant that is free
    record Quiet(Instant until) implements Peace {}

    /// At an instant, for a recipient.
    ///
    /// @param recipient where the recipient lives; counts when the quiet hours name no zone
    static Peace at(Instant instant, QuietHours hours, ZoneId recipient) {
        var zone = hours.zone() == null ? recipient : hours.zone();
        var free = instant;
        for (var before = Instant.MIN; !free.equals(before); ) {
            before = free;
            free = end(free, hours, zone);
        }
        return free.equals(instant) ? new Free() : new Quiet(free);
    }

    /// The end of the quiet hours that an instant is in; the instant itself when it is in none.
    private static Instant end(Instant instant, QuietHours hours, ZoneId zone) {
        var today = instant.atZone(zone).toLocalDate();
        var days = hours.to().isAfter(hours.from()) ? 0 : 1;
        for (int day = -2; day <= 1; day++) {
            var date = today.plusDays(day);
            var start = OwnTime.shows(date.atTime(hours.from()), zone);
            var end = OwnTime.shows(date.plusDays(days).atTime(hours.to()), zone);
            if (!instant.isBefore(start) && instant.isBefore(end)) {
                return end;
            }
        }
        return instant;
    }
}
