package dev.hikyaku.manifest.campaign;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How much and how fast.
///
/// @param perUser caps over all campaigns of the group, or null
/// @param perSecond notifications a second at most, or null for what the provider allows
/// @param group campaigns that share a cap; `marketing` asks for a consent
/// @param priority who goes first where several campaigns want what a provider takes
public record Limits(@Nullable PerUser perUser, @Nullable Double perSecond, String group, Priority priority) {

    /// Of a usual campaign.
    public Limits(@Nullable PerUser perUser, @Nullable Double perSecond, String group) {
        this(perUser, perSecond, group, Priority.USUAL);
    }

    /// Who goes first.
    public enum Priority {
        /// Whoever is not urgent.
        USUAL,
        /// Gets what it wants before any usual one, and what is kept free besides.
        URGENT
    }

    /// A cap per user.
    ///
    /// @param most notifications
    /// @param window in which they count, sliding
    /// @param over what becomes of one more
    public record PerUser(int most, Duration window, Over over) {
        /// A cap that suppresses.
        public PerUser(int most, Duration window) {
            this(most, window, Over.SUPPRESS);
        }
    }

    /// What becomes of a notification for which a cap has no place.
    public enum Over {
        /// It is suppressed.
        SUPPRESS,
        /// It waits until there is a place, unless its time is over before.
        DEFER
    }
}
