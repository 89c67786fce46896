package dev.hikyaku.cli.campaign;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.ledger.delivery.story.DeliveryStory.Late;
import dev.hikyaku.ledger.delivery.story.DeliveryStory.Told;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.push.forecast.Foreseen;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.campaign.CampaignDesk;
import dev.hikyaku.run.campaign.PushSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `hikyaku explain CAMPAIGN USER`: why a user got it, or did not, and what would become of the user now.
@Command(name = "explain")
public final class ExplainVerb implements Callable<Integer> {
    private final RootVerb root;

    @Parameters(index = "0", paramLabel = "CAMPAIGN", descriptionKey = "campaign")
    private String campaign = "";

    @Parameters(index = "1", paramLabel = "USER", descriptionKey = "user")
    private String user = "";

    /// The result for machines.
    ///
    /// @param late answers that came too late to change anything, by delivery
    /// @param now what a run would make of the user now; null when it is in the ledger already
    record Explained(
            String campaign,
            String user,
            List<Told> deliveries,
            Map<Long, List<Late>> late,
            @Nullable Foreseen now) {}

    public ExplainVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var project = root.project();
        var found = new CampaignNames(root).find(project, campaign);
        var explained = explain(project, found);
        if (root.isJson()) {
            root.screen().json(explained);
        } else {
            new StoryPage(root.screen()).print(explained);
        }
        return 0;
    }

    private Explained explain(Project project, Campaign found) {
        if (project.hasLedger()) {
            try (var ledger = project.openLedger()) {
                var story = ledger.deliveries().story();
                var told = story.ofUser(campaign, user);
                if (!told.isEmpty()) {
                    var late = story.late(told.stream().map(Told::id).toList());
                    return new Explained(campaign, user, told, late, null);
                }
            }
        }
        try (var desk = CampaignDesk.toLook(project, found, PushSettings.load(), (_, _, _, _) -> {})) {
            return new Explained(campaign, user, List.of(), Map.of(), desk.forecast(1, user::equals));
        }
    }
}
