package dev.hikyaku.dashboard.page;

import dev.hikyaku.manifest.campaign.Cron;
import dev.hikyaku.manifest.campaign.Schedule;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// When a campaign or a sync starts by itself, by the clock that its schedule names.
///
/// @param zone of that clock; empty where the clock of each recipient counts
/// @param next soonest first
public record Launches(String cron, String zone, List<Launch> next) {
    public Launches {
        next = List.copyOf(next);
    }

    /// One start.
    ///
    /// @param local what that clock shows
    public record Launch(Instant at, String local) {}

    /// The next starts; null without a schedule.
    public static @Nullable Launches of(@Nullable Schedule schedule, int count, Locale locale) {
        if (schedule == null) {
            return null;
        }
        var cron = Cron.of(schedule);
        var clock =
                DateTimeFormatter.ofPattern("yyyy-MM-dd (EEE) HH:mm", locale).withZone(schedule.zone());
        var next = Stream.iterate(cron.next(Instant.now()), cron::next)
                .limit(count)
                .map(at -> new Launch(at, clock.format(at)))
                .toList();
        return new Launches(
                schedule.cron(), schedule.ofRecipients() ? "" : schedule.zone().getId(), next);
    }

    /// Whether a start is at another instant for each recipient.
    public boolean isOfRecipients() {
        return zone.isEmpty();
    }
}
