package dev.hikyaku.cli.planning;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.SyncNames;
import dev.hikyaku.cli.Trouble;
import dev.hikyaku.cli.campaign.CampaignPlan;
import dev.hikyaku.cli.progress.Progress;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.plan.Plan;
import dev.hikyaku.plan.Plan.Counts;
import dev.hikyaku.plan.Plan.SyncPlan;
import dev.hikyaku.plan.Planner;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hikyaku plan`: what a run would do, told without doing it.
@Command(name = "plan")
public final class PlanVerb implements Callable<Integer> {
    private final RootVerb root;

    @Parameters(arity = "1..*", paramLabel = "SYNC|CAMPAIGN|all", descriptionKey = "syncs")
    private List<String> names = List.of();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", descriptionKey = "limit")
    private int limit = 20;

    @Option(names = "--allow-deletes", paramLabel = "SHARE", descriptionKey = "allowDeletes", converter = Share.class)
    private @Nullable Double allowDeletes;

    /// The plan for machines.
    ///
    /// @param next the command that does it; null when there is nothing to do
    record Planned(
            int exitCode,
            Counts total,
            List<SyncPlan> syncs,
            List<String> problems,
            @Nullable Long apiCallsLeft,
            @Nullable String next) {}

    public PlanVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var project = root.project();
        var campaign = names.size() == 1 ? project.manifest().campaign(names.getFirst()) : Optional.<Campaign>empty();
        if (campaign.isPresent()) {
            return new CampaignPlan(root).plan(project, campaign.get());
        }
        var syncs = new SyncNames(project.manifest(), root.words()).choose(names);
        if (limit < 0) {
            throw new Trouble.NotFound(root.words().say("plan.limit", limit));
        }
        var screen = root.screen();
        Plan plan;
        try (var progress = Progress.on(screen)) {
            plan = new Planner(project, new Planner.Options(allowDeletes, limit, progress)).plan(syncs);
        }
        Trouble.print(screen, plan.problems());
        var next = plan.syncs().stream().anyMatch(SyncPlan::hasWork)
                ? root.command("run " + String.join(" ", names))
                : null;
        if (root.isJson()) {
            screen.json(new Planned(
                    plan.exitCode(), PlanPage.total(plan), plan.syncs(), plan.problems(), plan.apiCallsLeft(), next));
        } else {
            new PlanPage(screen).print(plan, next);
        }
        return plan.exitCode();
    }
}
