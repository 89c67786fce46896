package dev.hikyaku.run.schedule;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.manifest.campaign.Cron;
import dev.hikyaku.manifest.campaign.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What has a schedule, and when it starts next.
public final class Timetable {
    private Timetable() {}

    /// Something with a schedule.
    ///
    /// @param kind `sync` or `campaign`
    public record Entry(String name, String kind, Schedule schedule) {}

    /// An entry as it is shown.
    ///
    /// @param next instants, soonest first
    /// @param last run by this schedule, and what became of it; null before the first
    public record Line(
            String name,
            String kind,
            String cron,
            String zone,
            String missed,
            List<Instant> next,
            @Nullable Last last) {
        public Line {
            next = List.copyOf(next);
        }
    }

    /// The newest run by a schedule.
    ///
    /// @param state as in the ledger
    public record Last(
            String run,
            String state,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {}

    /// All entries of a manifest, syncs in reference order first.
    public static List<Entry> of(Manifest manifest) {
        var entries = new ArrayList<Entry>();
        manifest.syncs().forEach(sync -> add(entries, sync.name(), "sync", sync.schedule()));
        manifest.campaigns().forEach(campaign -> add(entries, campaign.name(), "campaign", campaign.schedule()));
        return entries;
    }

    private static void add(List<Entry> entries, String name, String kind, @Nullable Schedule schedule) {
        if (schedule != null) {
            entries.add(new Entry(name, kind, schedule));
        }
    }

    /// The next instants of each entry.
    ///
    /// @param ledger null before the first run
    public static List<Line> read(@Nullable Ledger ledger, List<Entry> entries, Instant now, int count) {
        return entries.stream()
                .map(entry -> new Line(
                        entry.name(),
                        entry.kind(),
                        entry.schedule().cron(),
                        entry.schedule().zone().getId(),
                        entry.schedule()
                                .missed()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'),
                        next(entry.schedule(), now, count),
                        ledger == null ? null : last(ledger, entry)))
                .toList();
    }

    private static List<Instant> next(Schedule schedule, Instant now, int count) {
        var cron = Cron.of(schedule);
        return Stream.iterate(cron.next(now), cron::next).limit(count).toList();
    }

    /// The newest run of an entry by its schedule; null before the first.
    public static @Nullable Last last(Ledger ledger, Entry entry) {
        if (entry.kind().equals("sync")) {
            return ledger.instants()
                    .latest(entry.name())
                    .map(run -> new Last(run.key(), run.state(), run.startedAt(), run.endedAt()))
                    .orElse(null);
        }
        return ledger.deliveries().runs().newest(entry.name(), 1).stream()
                .findFirst()
                .map(run -> new Last(run.key(), run.state().word(), run.startedAt(), run.endedAt()))
                .orElse(null);
    }
}
