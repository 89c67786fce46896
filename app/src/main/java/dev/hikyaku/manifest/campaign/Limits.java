package dev.hikyaku.manifest.campaign;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How much and how fast.
///
/// @param perUser caps over all campaigns of the group, or null
/// @param perSecond notifications a second at most, or null for what the provider allows
/// @param group campaigns that share a cap; `marketing` asks for a consent
public record Limits(@Nullable PerUser perUser, @Nullable Double perSecond, String group) {

    /// A cap per user.
    ///
    /// @param most notifications
    /// @param window in which they count, sliding
    public record PerUser(int most, Duration window) {}
}
