package dev.hikyaku.manifest.campaign;

import dev.hikyaku.manifest.Sync;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One declared push: whom it is for, what phones show, when it may be sent.
///
/// @param name what people, columns and metrics call it; `[a-z][a-z0-9-]{0,62}`; no sync has the same
/// @param label shown to people
/// @param audience whom it is for
/// @param message what phones show
/// @param schedule when it starts by itself, or null when only people and other systems start it
/// @param quietHours when nothing may be sent to a recipient, or null
/// @param limits how much and how fast
/// @param repeats what happens when an answer never came
/// @param devices which of a recipient's devices get it
/// @param expires how long after its start anything may still be sent
/// @param approval when a person has to agree first, or null
/// @param after campaign whose deliveries to a recipient go first, or null
public record Campaign(
        String name,
        Sync.Label label,
        Audience audience,
        Message message,
        @Nullable Schedule schedule,
        @Nullable QuietHours quietHours,
        Limits limits,
        Repeats repeats,
        Chosen devices,
        Duration expires,
        @Nullable Approval approval,
        @Nullable String after) {

    /// A campaign that waits for no other.
    public Campaign(
            String name,
            Sync.Label label,
            Audience audience,
            Message message,
            @Nullable Schedule schedule,
            @Nullable QuietHours quietHours,
            Limits limits,
            Repeats repeats,
            Chosen devices,
            Duration expires,
            @Nullable Approval approval) {
        this(name, label, audience, message, schedule, quietHours, limits, repeats, devices, expires, approval, null);
    }

    /// How long after the beginning of a run anything may still be sent: where each recipient's own clock counts, the
    /// last ones begin a day after the first.
    public Duration longest() {
        return schedule != null && schedule.ofRecipients() ? expires.plus(Schedule.AROUND_THE_EARTH) : expires;
    }

    /// What happens to a delivery whose answer never came.
    public enum Repeats {
        /// Nothing: it is shown as unknown.
        AT_MOST_ONCE,
        /// It is sent again under the same tag, so that a phone that has it shows one.
        AT_LEAST_ONCE
    }

    /// Which of a recipient's devices get it.
    public enum Chosen {
        /// All.
        ALL,
        /// The one that was registered last.
        NEWEST
    }

    /// A person has to agree.
    ///
    /// @param above recipients from which on
    /// @param by role or name that may agree
    public record Approval(long above, String by) {}
}
