package dev.hikyaku.push;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// Knows when a recipient is left in peace.
public interface Quiet {
    /// When the quiet hours end that this moment lies in; empty when it lies in none.
    Optional<Instant> until(Instant moment, ZoneId zone);

    /// No quiet hours.
    Quiet NEVER = (_, _) -> Optional.empty();
}
