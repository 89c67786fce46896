package dev.hikyaku.run.schedule;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.start.Instants;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.manifest.campaign.Cron;
import dev.hikyaku.manifest.campaign.Schedule;
import dev.hikyaku.push.clock.Starts;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.Runner;
import dev.hikyaku.run.process.Premises;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Starts syncs by the clock. The name and the scheduled instant are the run's key, so that of many who launch it one
/// runs.
public final class SyncLaunch {
    private static final Logger LOG = LoggerFactory.getLogger(SyncLaunch.class);

    private final Premises premises;
    private final InstantSource clock;
    private final Function<String, Runner.Options> options;

    /// For one project.
    ///
    /// @param options how to run, by key
    public SyncLaunch(Premises premises, InstantSource clock, Function<String, Runner.Options> options) {
        this.premises = premises;
        this.clock = clock;
        this.options = options;
    }

    /// What a look at the clock came to.
    ///
    /// @param missed instants that were written down as missed now, oldest first
    /// @param start the instant that is run now, or was by somebody else; null when none is due
    /// @param late whether it is made up for
    /// @param report of the run; null when there was none
    /// @param next instant after now; null without a schedule
    public record Launched(
            String name,
            List<Instant> missed,
            @Nullable Instant start,
            boolean late,
            @Nullable Report report,
            @Nullable Instant next) {
        public Launched {
            missed = List.copyOf(missed);
        }

        /// The exit code.
        public int exitCode() {
            return report == null ? 0 : report.exitCode();
        }
    }

    private record Todo(List<Instant> missed, @Nullable Instant start, boolean late) {}

    /// Runs what the schedule asks for now: the newest instant that is not begun, or whose run was stopped and may
    /// still be made up for.
    ///
    /// @throws IllegalArgumentException for a sync without a schedule
    public Launched due(Sync sync) {
        return due(sync, clock.instant());
    }

    /// The same for somebody who knows how late it is.
    Launched due(Sync sync, Instant now) {
        var schedule = sync.schedule();
        if (schedule == null) {
            throw new IllegalArgumentException("sync " + sync.name() + " has no schedule");
        }
        var next = Cron.of(schedule).next(now);
        try {
            var todo = premises.inside((ledger, _) -> look(sync.name(), schedule, now, ledger));
            var start = todo.start();
            if (start == null) {
                return new Launched(sync.name(), todo.missed(), null, false, null, next);
            }
            var report = run(sync.name(), List.of(sync), start);
            know(sync, start, report);
            return new Launched(sync.name(), todo.missed(), start, todo.late(), report, next);
        } catch (Ledger.Busy busy) {
            return new Launched(sync.name(), List.of(), null, false, held(busy), next);
        }
    }

    private static Todo look(String name, Schedule schedule, Instant now, Ledger ledger) {
        var instants = ledger.instants();
        var known = instants.knownUntil(name, now.minus(Starts.ON_TIME).minusMillis(1));
        var starts = Starts.at(now, schedule, known);
        var missed = new ArrayList<Instant>();
        for (var start : starts.missed()) {
            miss(ledger, name, start, why(schedule, start, now)).ifPresent(missed::add);
        }
        if (!starts.missed().isEmpty()) {
            instants.know(name, starts.missed().getLast());
        }
        return switch (starts.due()) {
            case Starts.Due.Nothing _ -> new Todo(missed, null, false);
            case Starts.Due.Run(var start, var late) -> {
                var found = ledger.runs().find(Instants.key(name, start));
                if (found.isPresent() && found.get().isOver()) {
                    instants.know(name, start);
                    yield new Todo(missed, null, false);
                }
                yield new Todo(missed, start, late);
            }
        };
    }

    static String why(Schedule schedule, Instant start, Instant now) {
        var late = Duration.between(start, now).toMinutes();
        return switch (schedule.missed()) {
            case SKIP -> "nobody was there; seen " + late + " min late, and missed: skip makes up for none";
            case RUN_ONCE ->
                "nobody was there; seen " + late + " min late, and only the newest is made up for, within "
                        + schedule.grace().toMinutes() + " min";
        };
    }

    /// Written down as missed, with an event, unless somebody began it in time.
    static Optional<Instant> miss(Ledger ledger, String name, Instant start, String why) {
        if (!ledger.instants().missed(Instants.key(name, start), name, why)) {
            return Optional.empty();
        }
        ledger.story().note(name, Alarms.MISSED, "the run of " + start + " never came: " + why);
        return Optional.of(start);
    }

    /// Runs the instant that a scheduler passes. One that is too late for the schedule's own policy is written down as
    /// missed instead.
    ///
    /// @param name of the syncs: one, or `all`
    public Launched at(String name, List<Sync> syncs, Instant start) {
        var schedule = syncs.size() == 1 ? syncs.getFirst().schedule() : null;
        var now = clock.instant();
        var next = schedule == null ? null : Cron.of(schedule).next(now);
        var late = Duration.between(start, now).compareTo(Starts.ON_TIME) > 0;
        try {
            if (schedule != null && late && isTooLate(schedule, start, now)) {
                var why = why(schedule, start, now);
                var missed = premises.inside((ledger, _) -> miss(ledger, name, start, why));
                if (missed.isPresent()) {
                    return new Launched(name, List.of(start), null, false, null, next);
                }
            }
            var report = run(name, syncs, start);
            if (schedule != null) {
                know(syncs.getFirst(), start, report);
            }
            return new Launched(name, List.of(), start, late, report, next);
        } catch (Ledger.Busy busy) {
            return new Launched(name, List.of(), null, false, held(busy), next);
        }
    }

    private static boolean isTooLate(Schedule schedule, Instant start, Instant now) {
        return switch (schedule.missed()) {
            case SKIP -> true;
            case RUN_ONCE -> Duration.between(start, now).compareTo(schedule.grace()) > 0;
        };
    }

    private Report run(String name, List<Sync> syncs, Instant start) {
        return new Runner(premises, options.apply(Instants.key(name, start))).run(syncs);
    }

    /// A run that ended is done with; one that was stopped is tried again while its grace lasts.
    private void know(Sync sync, Instant start, Report report) {
        if (report.exitCode() != 0 && report.exitCode() != Report.REJECTED) {
            return;
        }
        try {
            premises.inside((ledger, _) -> {
                ledger.instants().know(sync.name(), start);
                return start;
            });
        } catch (Ledger.Busy | Ledger.CannotOpen | DataAccessException | TransactionException away) {
            // The run is over whatever becomes of this, and whoever looks next finds it by its key.
            LOG.debug("not remembered: the run of {} is done", start, away);
        }
    }

    private static Report held(Ledger.Busy busy) {
        return new Report("", Report.HELD, List.of(), List.of(String.valueOf(busy.getMessage())), List.of());
    }
}
