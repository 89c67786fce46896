package dev.hikyaku.cli.campaign;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.Trouble;
import dev.hikyaku.cli.desk.At;
import dev.hikyaku.dashboard.DashboardSettings;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.ledger.people.Meant;
import dev.hikyaku.run.Project;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hikyaku resume CAMPAIGN|SYNC`: lets a paused run go on, and says which command works on it.
@Command(name = "resume")
public final class ResumeVerb implements Callable<Integer> {
    private final RootVerb root;

    @Parameters(index = "0", paramLabel = "CAMPAIGN|SYNC", descriptionKey = "campaign")
    private String campaign = "";

    @Option(names = "--run", paramLabel = "KEY", descriptionKey = "run")
    private @Nullable String key;

    @Mixin
    private At at = new At();

    public ResumeVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        if (at.isFar()) {
            return resume();
        }
        var project = root.project();
        if (project.manifest().sync(campaign).isPresent()) {
            return resume();
        }
        if (isReleased(project)) {
            var screen = root.screen();
            if (root.isJson()) {
                screen.json(Map.of("campaign", campaign, "changed", true));
            } else {
                screen.line(screen.say("resume.sync", campaign));
            }
            return 0;
        }
        return new Turn(root, campaign).make(key, List.of(State.PAUSED, State.RUNNING), State.RUNNING, this::act);
    }

    /// A campaign that was held because the ledger was restored.
    private boolean isReleased(Project project) {
        if (project.manifest().campaign(campaign).isEmpty() || !project.hasLedger()) {
            return false;
        }
        try (var ledger = project.openLedger()) {
            return ledger.epochs().release(campaign);
        }
    }

    /// A sync, or from afar the newest run of a campaign.
    private int resume() {
        if (key != null) {
            throw new Trouble.NotFound(root.words().say("resume.noRun", campaign));
        }
        var screen = root.screen();
        try (var desk = at.desk(root)) {
            var kind = desk.isCampaign(campaign) ? "campaign" : "sync";
            var changed = desk.resume(campaign);
            if (root.isJson()) {
                screen.json(Map.of(kind, campaign, "changed", changed));
            } else {
                screen.line(screen.say(changed ? "resume.sync" : "resume.notPaused", campaign));
                screen.line(screen.say("next", desk.command(at.isFar() ? "status" : "run " + campaign)));
            }
            return 0;
        }
    }

    /// Who may type commands here may agree, too, whomever the manifest names; who it was is written down.
    private boolean act(Ledger ledger, CampaignRun run) {
        var approvals = ledger.deliveries().approvals();
        var awaited = approvals.of(run).filter(one -> !one.isGiven());
        if (awaited.isEmpty()) {
            return ledger.deliveries().runs().resume(run);
        }
        tell(Meant.by(
                ledger.people().users(),
                awaited.get().wanted(),
                DashboardSettings.load().oidc()::hasGroup));
        var who = "command line (" + System.getProperty("user.name", "?") + ")";
        ledger.people().audit().write(who, "approve", run.campaign() + " " + run.key(), null);
        return approvals.approve(run, who);
    }

    private void tell(Meant meant) {
        var screen = root.screen();
        switch (meant) {
            case Meant.Nobody(var word) -> screen.talk(screen.say("resume.nobody", campaign, word));
            case Meant.Unable(var user) ->
                screen.talk(screen.say(
                        "resume.unable", campaign, user.name(), user.role().word()));
            case Meant.Holders _, Meant.Group _, Meant.One _ -> {}
        }
    }
}
