package dev.hikyaku.run.campaign;

import dev.hikyaku.intake.ApplicationDatabase;
import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.manifest.campaign.Push;
import dev.hikyaku.push.CampaignWork;
import dev.hikyaku.push.SendPoint;
import dev.hikyaku.push.TakeIn;
import dev.hikyaku.run.BatchFrame;
import dev.hikyaku.run.HeldLeases;
import dev.hikyaku.run.Problem;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.Stop;
import dev.hikyaku.run.measure.RunTold;
import dev.hikyaku.run.part.Division;
import dev.hikyaku.run.part.PartHistory;
import dev.hikyaku.run.part.PartSender;
import dev.hikyaku.run.part.Sharing;
import dev.hikyaku.run.process.Premises;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.core.NestedRuntimeException;

/// Runs one campaign of a project: once per run key, one process at a time, and with balanced books at the end.
public final class CampaignRunner {
    private final Project project;
    private final Premises premises;
    private final Options options;
    private final List<Report.Stage> stages = new ArrayList<>();

    /// How to run.
    ///
    /// @param key identity of the run, the scheduled instant or what triggered it; never runs to its end twice
    /// @param gateways opens the providers
    /// @param rehearsal hears where the work is; a test may crash it there
    /// @param sharing with which other processes
    public record Options(
            String key,
            PushSettings push,
            Gateways.Source gateways,
            CampaignWork.Progress progress,
            Consumer<SendPoint> rehearsal,
            Sharing sharing) {

        /// With no other process.
        public Options(
                String key,
                PushSettings push,
                Gateways.Source gateways,
                CampaignWork.Progress progress,
                Consumer<SendPoint> rehearsal) {
            this(key, push, gateways, progress, rehearsal, Sharing.alone());
        }

        /// By the providers that the project declares, as the settings say.
        public static Options declared(String key, CampaignWork.Progress progress) {
            return new Options(
                    key,
                    PushSettings.load(),
                    Gateways::declared,
                    progress,
                    SendFailpoints.rehearsal(),
                    Sharing.declared());
        }
    }

    /// A run that has the process to itself.
    public CampaignRunner(Project project, Options options) {
        this(Premises.alone(project), options);
    }

    /// A run beside others.
    public CampaignRunner(Premises premises, Options options) {
        this.project = premises.project();
        this.premises = premises;
        this.options = options;
    }

    /// Runs the campaign to its end, or as far as it gets. Never throws for what users can mend: that is in the report.
    ///
    /// @throws Ledger.CannotOpen when there is no ledger to work with
    public CampaignReport run(Campaign campaign) {
        var told = RunTold.begun(List.of(campaign.name()), options.key());
        return told.ended(tryToRun(campaign));
    }

    private CampaignReport tryToRun(Campaign campaign) {
        try {
            return premises.inside((ledger, stop) -> run(campaign, ledger, stop));
        } catch (HeldLeases.HeldElsewhere | Fence.LeaseLost | Ledger.Busy | NestedRuntimeException why) {
            var problem = Problem.of(why);
            return leave(campaign, problem.exitCode(), problem.text());
        }
    }

    private CampaignReport run(Campaign campaign, Ledger ledger, Stop stop) {
        var push = Objects.requireNonNull(project.manifest().push(), "a campaign needs push: in hikyaku.yaml");
        try (var leases = HeldLeases.ofCampaign(
                ledger.leases(), campaign.name(), project.settings().leaseTime(), stop)) {
            var held = ledger.epochs().held(campaign.name());
            if (held.isPresent()) {
                return leave(
                        campaign,
                        Report.GUARD,
                        "HK4024  campaign " + campaign.name() + " is held: " + held.get()
                                + "\n   fix: decide whether people may get it again, then hikyaku resume "
                                + campaign.name());
            }
            var fence = leases.of(campaign.name());
            var run = ledger.deliveries().runs().begin(fence, campaign.name(), options.key(), campaign.longest());
            settleEnded(ledger, fence, campaign);
            var why = whyNot(run);
            if (why != null) {
                return leave(campaign, run.state() == State.PAUSED ? Report.GUARD : Report.HELD, why);
            }
            var isSame = ledger.deliveries().unfinished().goesOnWith(fence, run, Revision.of(campaign));
            var problem = carry(new Carrying(campaign, push, ledger, leases, run, stop));
            var lost = leases.whatIsLost();
            return lost == null ? close(ledger, run, isSame, problem) : leave(campaign, Report.HELD, lost);
        }
    }

    /// What a process had on the wire when it died is unknown, even where its run was cancelled meanwhile and nobody
    /// goes on with it.
    private static void settleEnded(Ledger ledger, Fence fence, Campaign campaign) {
        var deliveries = ledger.deliveries();
        for (var ended : deliveries.runs().endedUnsettled(campaign.name())) {
            if (deliveries.parts().isHeld(ended)) {
                continue;
            }
            deliveries.outcomes().recover(fence, ended, 0);
            deliveries.unsent().cancel(ended, String.valueOf(ended.reason()));
        }
    }

    private static @Nullable String whyNot(CampaignRun run) {
        var name = "run " + run.key() + " of campaign " + run.campaign();
        return switch (run.state()) {
            case RUNNING -> null;
            case FINISHED ->
                name + " was already done at " + run.endedAt() + ". Nothing was done here, and nothing needs to be.";
            case PAUSED ->
                "HK4023  " + name + " is paused: " + run.reason() + "\n   fix: hikyaku resume " + run.campaign()
                        + ", or hikyaku cancel " + run.campaign();
            case CANCELLED -> name + " was cancelled: " + run.reason() + ". Nothing was done here.";
            case STOPPED -> name + " was stopped: " + run.reason() + ". Nothing was done here.";
            case MISSED -> name + " was missed: " + run.reason() + ". Nothing was done here.";
            case TESTED -> name + " is " + run.reason() + ". Nothing was done here.";
        };
    }

    /// What one run works with.
    private record Carrying(
            Campaign campaign, Push push, Ledger ledger, HeldLeases leases, CampaignRun run, Stop stop) {}

    private CampaignReport leave(Campaign campaign, int code, String why) {
        return new CampaignReport(
                campaign.name(), options.key(), code, null, List.of(), 0, false, List.of(why), List.of());
    }

    private @Nullable Problem carry(Carrying carrying) {
        var paused = new ConcurrentLinkedQueue<LateNews.Stopped>();
        var problem = carry(carrying, paused::add);
        if (problem != null) {
            return problem;
        }
        // What this process hears of another run is that run's problem, and told here all the same.
        return paused.stream()
                .map(news -> new Problem(news.text(), isOwn(news, carrying.run()) ? Report.GUARD : 0))
                .max(Comparator.comparingInt(Problem::exitCode))
                .orElse(null);
    }

    private static boolean isOwn(LateNews.Stopped news, CampaignRun run) {
        return news.campaign().equals(run.campaign()) && news.run().equals(run.key());
    }

    private @Nullable Problem carry(Carrying carrying, Consumer<LateNews.Stopped> paused) {
        var ledger = carrying.ledger();
        try (var outfit = Outfit.open(project, carrying.push(), options);
                var _ = LateNews.open(carrying.push(), ledger.deliveries(), options.push(), paused);
                var frame = new BatchFrame(ledger.dataSource())) {
            var campaign = carrying.campaign();
            var fence = carrying.leases().of(campaign.name());
            var errand = new Outfit.Errand(campaign, carrying.run(), fence);
            var work = outfit.work(errand, ledger.deliveries(), carrying.leases()::checkpoint);
            var fresh = new CampaignRun[] {carrying.run()};
            var steps = new CampaignJob.Steps(
                    () -> fresh[0] = timed(work, "audience", () -> new TakeIn(work).takeIn()),
                    () -> fresh[0] = timed(work, "deliver", () -> deliver(carrying, work.with(fresh[0]), frame)),
                    () -> ledger.deliveries().books().of(fresh[0]));
            recoverDead(frame, campaign);
            var forget = carrying.stop().atWorst(() -> recoverDead(frame, campaign));
            var job = new CampaignJob(frame.repository()).build(campaign.name(), steps);
            var execution = frame.operator().start(job, parameters(campaign));
            forget.run();
            return execution.getAllFailureExceptions().stream()
                    .findFirst()
                    .map(BatchFrame::cause)
                    .map(Problem::of)
                    .orElse(null);
        } catch (JobExecutionException refused) {
            throw new IllegalStateException("run " + options.key() + " could not be started", refused);
        } catch (Project.Incomplete | ApplicationDatabase.CannotRead notThere) {
            return Problem.of(notThere);
        }
    }

    private CampaignRun deliver(Carrying carrying, CampaignWork work, BatchFrame frame) {
        var history = new PartHistory(frame);
        var place = new PartSender.Place(
                carrying.ledger(), project.settings().leaseTime(), carrying.stop(), (part, sending) -> {
                    history.recoverDead(part);
                    sending.run();
                });
        var terms = new Division.Terms(options.sharing(), Revision.of(work.campaign()));
        return new Division(work, place, terms).deliver();
    }

    private JobParameters parameters(Campaign campaign) {
        return new JobParametersBuilder()
                .addString("run", campaign.name() + " " + options.key())
                .addString("attempt", Instant.now().toString())
                .toJobParameters();
    }

    /// Executions of a process that died stand as running for ever; whoever holds the campaign's lease knows better.
    /// Another campaign may be at work at this moment, under the same scheduled instant.
    private static void recoverDead(BatchFrame frame, Campaign campaign) {
        frame.repository().findRunningJobExecutions(CampaignJob.NAME).stream()
                .filter(execution -> String.valueOf(execution.getJobParameters().getString("run"))
                        .startsWith(campaign.name() + " "))
                .forEach(execution -> frame.operator().recover(execution));
    }

    private CampaignRun timed(CampaignWork work, String stage, Supplier<CampaignRun> step) {
        var start = System.nanoTime();
        @Nullable CampaignRun run = null;
        try {
            run = step.get();
            return run;
        } finally {
            var rows = run == null ? 0 : run.counted().recipients();
            stages.add(new Report.Stage(work.campaign().name(), stage, rows, (System.nanoTime() - start) / 1_000_000));
        }
    }

    private CampaignReport close(Ledger ledger, CampaignRun run, boolean isSame, @Nullable Problem problem) {
        var books = ledger.deliveries().books().of(run);
        var code = problem != null && problem.exitCode() != 0
                ? problem.exitCode()
                : books.rejected() > 0 ? Report.REJECTED : exit(books.run());
        return new CampaignReport(
                run.campaign(),
                run.key(),
                code,
                books,
                ledger.deliveries().books().reasons(run),
                ledger.deliveries().news().failed(run.id()),
                !isSame,
                problem == null ? List.of() : List.of(problem.text()),
                stages);
    }

    private static int exit(CampaignRun run) {
        return switch (run.state()) {
            case RUNNING, FINISHED -> 0;
            case PAUSED, CANCELLED, STOPPED, MISSED, TESTED -> Report.STOPPED;
        };
    }
}
