package dev.hikyaku.manifest.campaign;

import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// When a recipient is left in peace: from `from` until just before `to`, across midnight when `to` is earlier.
///
/// @param zone of the clock, or null for each recipient's own
/// @param then what becomes of deliveries in that time
public record QuietHours(
        LocalTime from, LocalTime to, @Nullable ZoneId zone, Then then) {

    /// What becomes of deliveries in quiet hours.
    public enum Then {
        /// They wait for their end.
        HOLD,
        /// They are suppressed.
        DROP
    }
}
