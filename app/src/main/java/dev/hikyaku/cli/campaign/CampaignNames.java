package dev.hikyaku.cli.campaign;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.SyncNames;
import dev.hikyaku.cli.Trouble;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.run.Project;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the campaigns and runs that users name.
public final class CampaignNames {
    private static final int NEWEST = 50;

    private final RootVerb root;

    /// In the words of this command.
    public CampaignNames(RootVerb root) {
        this.root = root;
    }

    /// The campaign with this name.
    ///
    /// @throws Trouble.NotFound when there is none, with what may have been meant
    public Campaign find(Project project, String name) {
        return project.manifest().campaign(name).orElseThrow(() -> new Trouble.NotFound(unknown(project, name)));
    }

    private String unknown(Project project, String name) {
        var words = root.words();
        var known = project.manifest().campaigns().stream().map(Campaign::name).toList();
        return words.say("campaign.unknown", name, known.isEmpty() ? "–" : String.join(", ", known))
                + SyncNames.near(name, known)
                        .map(meant -> "\n   " + words.say("sync.meant", meant))
                        .orElse("");
    }

    /// Opens the ledger to look into it, or to say what becomes of a run.
    ///
    /// @throws Trouble.NotFound before the first run
    Ledger ledger(Project project, String campaign) {
        if (!project.hasLedger()) {
            throw new Trouble.NotFound(root.words().say("campaign.noRun", campaign) + "\n"
                    + root.words().say("next", root.command("run " + campaign)));
        }
        return project.openLedger();
    }

    /// The run with this key, or the newest one that is in one of the states.
    ///
    /// @param key or null
    /// @throws Trouble.NotFound when there is none
    CampaignRun run(Ledger ledger, String campaign, @Nullable String key, List<CampaignRun.State> states) {
        var runs = ledger.deliveries().runs();
        if (key != null) {
            return runs.find(campaign, key)
                    .orElseThrow(() -> new Trouble.NotFound(root.words().say("campaign.noSuchRun", campaign, key)));
        }
        return runs.newest(campaign, NEWEST).stream()
                .filter(run -> states.contains(run.state()))
                .findFirst()
                .orElseThrow(() -> new Trouble.NotFound(root.words().say("campaign.noOpenRun", campaign)));
    }

    /// The command that works on a run.
    String runCommand(CampaignRun run) {
        return root.command("run " + run.campaign() + (isInstant(run.key()) ? " --at " : " --key ") + run.key());
    }

    private static boolean isInstant(String key) {
        try {
            return Instant.parse(key).toString().equals(key);
        } catch (DateTimeParseException someOtherKey) {
            return false;
        }
    }
}
