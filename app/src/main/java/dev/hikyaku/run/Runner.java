package dev.hikyaku.run;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Holder;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.Runs;
import dev.hikyaku.manifest.Source;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.run.measure.RunTold;
import dev.hikyaku.run.outbox.OutboxPages;
import dev.hikyaku.run.process.Premises;
import dev.hikyaku.run.process.Trail;
import dev.hikyaku.salesforce.SalesforceException;
import dev.hikyaku.sync.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Runs syncs of a project: once per run key, one run per sync at a time, and with balanced books at the end.
public final class Runner {
    private static final String RUN = "run";

    private final Project project;
    private final Premises premises;
    private final Options options;
    private final Journal journal = new Journal();

    /// How to run.
    ///
    /// @param key identity of the run; the same key never runs to its end twice
    /// @param allowDeletes largest share of records one scan may delete, or null for what each sync says
    /// @param progress hears how far the stages are
    public record Options(String key, @Nullable Double allowDeletes, Work.Progress progress) {}

    /// A run that has the process to itself.
    public Runner(Project project, Options options) {
        this(Premises.alone(project), options);
    }

    /// A run beside others.
    public Runner(Premises premises, Options options) {
        this.project = premises.project();
        this.premises = premises;
        this.options = options;
    }

    /// Runs the syncs to their end, or as far as they get. Never throws for what users can mend: that is in the report.
    ///
    /// @param syncs in reference order, parents first
    /// @throws Ledger.CannotOpen when there is no ledger to work with
    public Report run(List<Sync> syncs) {
        var told = RunTold.begun(syncs.stream().map(Sync::name).toList(), options.key());
        return told.ended(tryToRun(syncs));
    }

    private Report tryToRun(List<Sync> syncs) {
        try {
            return premises.inside((ledger, stop) -> run(syncs, ledger, stop));
        } catch (HeldLeases.HeldElsewhere | Fence.LeaseLost | Ledger.Busy held) {
            return leave(Report.HELD, String.valueOf(held.getMessage()));
        } catch (DataAccessException | TransactionException away) {
            var problem = Problem.of(away);
            return leave(problem.exitCode(), problem.text());
        }
    }

    private Report run(List<Sync> syncs, Ledger ledger, Stop stop) {
        var names = syncs.stream().map(Sync::name).toList();
        try (var leases =
                new HeldLeases(ledger.leases(), names, project.settings().leaseTime(), stop)) {
            var run = ledger.runs().begin(options.key(), names, Holder.self());
            var why = whyNot(run, names);
            if (why != null) {
                return why;
            }
            var before = new LinkedHashMap<Sync, Long>();
            syncs.forEach(sync -> before.put(sync, ledger.books().waiting(sync.name())));
            var all = carry(new Carrying(ledger, leases, run, stop), syncs);
            // Whatever else went wrong, the books are another run's now.
            var lost = leases.whatIsLost();
            return lost == null ? close(ledger, run, all, before) : leave(Report.HELD, lost);
        }
    }

    private @Nullable Report whyNot(Runs.Run run, List<String> names) {
        if (!run.syncs().equals(String.join(" ", names))) {
            return leave(
                    Report.USAGE,
                    "HK2004  run key " + run.key() + " belongs to a run of " + run.syncs() + ", not of "
                            + String.join(" ", names) + "\n   fix: give another --key");
        }
        return switch (run.state()) {
            case "finished" ->
                leave(
                        Report.HELD,
                        "run " + run.key() + " was already done at " + run.endedAt()
                                + ". Nothing was done here, and nothing needs to be.");
            case "missed" ->
                leave(
                        Report.HELD,
                        "run " + run.key() + " was written down as missed at " + run.endedAt() + ": " + run.note()
                                + ". Nothing was done here.");
            default -> null;
        };
    }

    /// What one run works with.
    private record Carrying(Ledger ledger, HeldLeases leases, Runs.Run run, Stop stop) {}

    private Report leave(int code, String why) {
        return new Report(options.key(), code, List.of(), List.of(why), List.of());
    }

    private List<Stages> carry(Carrying carrying, List<Sync> syncs) {
        try (var systems = new Systems(project);
                var frame = new BatchFrame(carrying.ledger().dataSource())) {
            var all = new ArrayList<Stages>();
            syncs.forEach(sync -> all.add(stages(carrying, systems, sync)));
            recoverDead(frame, carrying);
            var forget = carrying.stop().atWorst(() -> {
                all.forEach(Stages::abandon);
                recoverDead(frame, carrying);
            });
            var job = new CarryJob(frame.repository(), all).build(stages -> {
                if (stages.equals(all.getFirst())) {
                    strays(systems);
                }
                scan(stages, systems);
            });
            var execution = frame.operator().start(job, parameters());
            forget.run();
            all.forEach(stages -> stages.leave(carrying.stop().isAsked()));
            var alarm = new Alarm(carrying.ledger(), carrying.run());
            execution.getAllFailureExceptions().stream()
                    .findFirst()
                    .map(BatchFrame::cause)
                    .ifPresentOrElse(failure -> judge(failure, alarm), () -> alarm.endIf(systems.wasLetIn()));
            return all;
        } catch (JobExecutionException refused) {
            throw new IllegalStateException("run " + options.key() + " could not be started", refused);
        }
    }

    /// A run that stopped goes on under its key; for Batch each time is an instance of its own.
    private JobParameters parameters() {
        return new JobParametersBuilder()
                .addString(RUN, options.key())
                .addString("attempt", Instant.now().toString())
                .toJobParameters();
    }

    private Stages stages(Carrying carrying, Systems systems, Sync sync) {
        var surroundings = project.surroundings(systems, options.progress(), carrying.leases()::checkpoint);
        var work = new Work(
                sync,
                carrying.leases().of(sync.name()),
                carrying.run(),
                carrying.ledger(),
                systems::salesforce,
                systems,
                surroundings);
        var trail = new Trail(
                carrying.ledger().places(),
                work.fence(),
                sync.name(),
                project.settings().deaths());
        return new Stages(work, journal, trail);
    }

    private void scan(Stages stages, Systems systems) {
        if (stages.isPaused()) {
            return;
        }
        stages.tellHeld();
        systems.outbox().ifPresent(stages::drain);
        if (!(stages.sync().source() instanceof Source.Intake)) {
            var own = stages.sync().deleteGuard();
            var allowed = options.allowDeletes();
            stages.scan(systems::application, allowed == null ? own : allowed);
        }
    }

    /// Tells of rows in the outbox that no sync will ever look at.
    private void strays(Systems systems) {
        var known = project.manifest().syncs().stream().map(Sync::name).toList();
        systems.outbox()
                .map(outbox -> outbox.refuseStrays(known))
                .ifPresent(strays -> OutboxPages.told("", strays).ifPresent(journal::refused));
    }

    /// Executions whose process died stand as running in Batch's history for ever. Whoever holds the leases of a run's
    /// syncs knows that it is dead: the ledger says so.
    private static void recoverDead(BatchFrame frame, Carrying carrying) {
        for (JobExecution execution : frame.repository().findRunningJobExecutions(CarryJob.NAME)) {
            var key = String.valueOf(execution.getJobParameters().getString(RUN));
            var isDead = carrying.ledger()
                    .runs()
                    .find(key)
                    .map(run -> run.id() == carrying.run().id() || !run.state().equals("running"))
                    .orElse(false);
            if (isDead) {
                frame.operator().recover(execution);
            }
        }
    }

    private void judge(Throwable cause, Alarm alarm) {
        var problem = Problem.of(cause);
        journal.problem(problem.text(), problem.exitCode());
        if (cause instanceof SalesforceException.AuthenticationFailed) {
            alarm.raise(problem.text());
        }
    }

    private Report close(Ledger ledger, Runs.Run run, List<Stages> all, Map<Sync, Long> before) {
        var syncs = new ArrayList<Report.SyncReport>();
        for (var stages : all) {
            var sync = stages.sync();
            var books = ledger.books().of(sync.name(), run, before.getOrDefault(sync, 0L));
            syncs.add(new Report.SyncReport(
                    books, stages.scanned(), ledger.books().whyWaiting(sync.name())));
        }
        var rejected = journal.hasRefused()
                || syncs.stream().anyMatch(sync -> sync.books().rejected() > 0);
        var code = journal.exitCode() != 0 ? journal.exitCode() : rejected ? Report.REJECTED : 0;
        var ended = journal.exitCode() == 0 ? "finished" : "stopped";
        ledger.runs()
                .keep(
                        run,
                        syncs.stream().map(Report.SyncReport::books).toList(),
                        journal.stages().stream()
                                .map(one -> new Runs.Stage(one.sync(), one.stage(), one.rows(), one.millis()))
                                .toList());
        ledger.runs()
                .end(run, ended, code, journal.problems().stream().findFirst().orElse(null));
        return new Report(run.key(), code, syncs, journal.problems(), journal.stages());
    }
}
