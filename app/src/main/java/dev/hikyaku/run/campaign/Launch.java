package dev.hikyaku.run.campaign;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.manifest.campaign.Cron;
import dev.hikyaku.manifest.campaign.Schedule;
import dev.hikyaku.push.clock.Starts;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.process.Premises;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Starts campaigns by the clock. The scheduled instant is the run's key, so that of many who launch it one runs.
public final class Launch {
    private static final Duration SOON = Duration.ofMinutes(5);

    private final Premises premises;
    private final InstantSource clock;
    private final Function<String, CampaignRunner.Options> options;

    /// For one project.
    ///
    /// @param options how to run, by key
    public Launch(Project project, InstantSource clock, Function<String, CampaignRunner.Options> options) {
        this(Premises.alone(project), clock, options);
    }

    /// Beside other runs.
    public Launch(Premises premises, InstantSource clock, Function<String, CampaignRunner.Options> options) {
        this.premises = premises;
        this.clock = clock;
        this.options = options;
    }

    /// What is to be done now.
    ///
    /// @param left keys of runs that others left unfinished, oldest first
    /// @param start the start that is due, or null
    private record Todo(
            List<Instant> missed,
            List<String> left,
            @Nullable Instant start,
            boolean late) {}

    /// Runs what the schedule asks for now, and before it whatever an earlier run left: deliveries that were held, or
    /// that a crash left behind.
    ///
    /// @throws IllegalArgumentException for a campaign without a schedule
    public Launched due(Campaign campaign) {
        var schedule = campaign.schedule();
        if (schedule == null) {
            throw new IllegalArgumentException("campaign " + campaign.name() + " has no schedule");
        }
        var now = clock.instant();
        try {
            var todo = look(campaign, schedule, now);
            var reports = new ArrayList<CampaignReport>();
            todo.left().forEach(key -> reports.add(run(campaign, key)));
            var start = todo.start();
            if (start != null) {
                reports.add(runAt(campaign, start));
            }
            var next = Cron.of(schedule).next(now);
            return new Launched(campaign.name(), todo.missed(), start, todo.late(), reports, next);
        } catch (Ledger.Busy busy) {
            return held(campaign, busy);
        }
    }

    private Todo look(Campaign campaign, Schedule schedule, Instant now) {
        return premises.inside((ledger, _) -> look(campaign.name(), schedule, now, ledger));
    }

    private static Todo look(String name, Schedule schedule, Instant now, Ledger ledger) {
        var notes = ledger.deliveries().notes();
        var known = notes.startsKnownUntil(name, now.minus(Starts.ON_TIME).minusMillis(1));
        var starts = Starts.at(now, schedule, known);
        var missed = starts.missed().stream()
                .filter(start -> notes.missed(name, start.toString(), why(schedule, start, now)))
                .toList();
        if (!starts.missed().isEmpty()) {
            notes.knowStartsUntil(name, starts.missed().getLast());
        }
        var left = ledger.deliveries().runs().running(name).stream()
                .filter(run -> isWorthIt(ledger, run))
                .map(CampaignRun::key)
                .toList();
        return switch (starts.due()) {
            case Starts.Due.Nothing _ -> new Todo(missed, left, null, false);
            case Starts.Due.Run(var start, var late) -> {
                var others = left.stream().filter(key -> !key.equals(start.toString()));
                var found = ledger.deliveries().runs().find(name, start.toString());
                if (found.isPresent() && found.get().state() != State.RUNNING) {
                    notes.knowStartsUntil(name, start);
                    yield new Todo(missed, others.toList(), null, false);
                }
                yield new Todo(missed, others.toList(), start, late);
            }
        };
    }

    /// A run whose deliveries are held until the morning is left alone until then.
    private static boolean isWorthIt(Ledger ledger, CampaignRun run) {
        var next = ledger.deliveries().due().untilNext(run);
        return !run.audienceDone() || next.isEmpty() || next.get().compareTo(SOON) <= 0;
    }

    private static String why(Schedule schedule, Instant start, Instant now) {
        var late = Duration.between(start, now).toMinutes();
        return switch (schedule.missed()) {
            case SKIP -> "nobody was there; seen " + late + " min late, and missed: skip makes up for none";
            case RUN_ONCE ->
                "nobody was there; seen " + late + " min late, and only the newest is made up for, within "
                        + schedule.grace().toMinutes() + " min";
        };
    }

    /// Runs the start that was planned for an instant. One that is too late for the schedule's own policy is written
    /// down as missed instead.
    public Launched at(Campaign campaign, Instant start) {
        var schedule = campaign.schedule();
        var now = clock.instant();
        var next = schedule == null ? null : Cron.of(schedule).next(now);
        var late = Duration.between(start, now).compareTo(Starts.ON_TIME) > 0;
        try {
            if (schedule != null && late && isTooLate(schedule, start, now)) {
                var missed = miss(campaign, start, why(schedule, start, now));
                if (missed.isPresent()) {
                    return new Launched(campaign.name(), missed.get(), null, false, List.of(), next);
                }
            }
            return new Launched(campaign.name(), List.of(), start, late, List.of(runAt(campaign, start)), next);
        } catch (Ledger.Busy busy) {
            return held(campaign, busy);
        }
    }

    private static boolean isTooLate(Schedule schedule, Instant start, Instant now) {
        return switch (schedule.missed()) {
            case SKIP -> true;
            case RUN_ONCE -> Duration.between(start, now).compareTo(schedule.grace()) > 0;
        };
    }

    /// Written down as missed, unless somebody began it in time.
    private Optional<List<Instant>> miss(Campaign campaign, Instant start, String why) {
        var isNew = premises.inside(
                (ledger, _) -> ledger.deliveries().notes().missed(campaign.name(), start.toString(), why));
        return isNew ? Optional.of(List.of(start)) : Optional.empty();
    }

    private CampaignReport runAt(Campaign campaign, Instant start) {
        var report = run(campaign, start.toString());
        if (campaign.schedule() != null && report.exitCode() != Report.HELD) {
            try {
                premises.inside((ledger, _) -> {
                    ledger.deliveries().notes().knowStartsUntil(campaign.name(), start);
                    return start;
                });
            } catch (Ledger.Busy busy) {
                // Whoever looks next finds its run by its key and remembers the start then.
                return report;
            }
        }
        return report;
    }

    private CampaignReport run(Campaign campaign, String key) {
        return new CampaignRunner(premises, options.apply(key)).run(campaign);
    }

    private static Launched held(Campaign campaign, Ledger.Busy busy) {
        var report = new CampaignReport(
                campaign.name(),
                "",
                Report.HELD,
                null,
                List.of(),
                0,
                false,
                List.of(String.valueOf(busy.getMessage())),
                List.of());
        return new Launched(campaign.name(), List.of(), null, false, List.of(report), null);
    }
}
