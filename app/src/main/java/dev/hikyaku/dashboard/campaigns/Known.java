package dev.hikyaku.dashboard.campaigns;

import dev.hikyaku.dashboard.page.NotThere;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.view.Campaigns;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.run.Project;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The campaigns of the project and their runs, as addresses name them.
@Component
final class Known {
    private final Project project;
    private final Ledger ledger;

    Known(Project project, Ledger ledger) {
        this.project = project;
        this.ledger = ledger;
    }

    Ledger ledger() {
        return ledger;
    }

    List<Campaign> all() {
        return project.manifest().campaigns();
    }

    /// @throws NotThere unless the manifest has it
    Campaign campaign(String name) {
        return project.manifest().campaign(name).orElseThrow(() -> new NotThere("campaign", name));
    }

    /// Where it stands, with its newest run.
    Campaigns.Now now(Campaign campaign) {
        return ledger.view().campaigns().now(List.of(campaign.name())).getFirst();
    }

    /// The run with this key; without one the newest, when there is any.
    ///
    /// @throws NotThere when no run has the key
    Optional<CampaignRun> run(Campaign campaign, @Nullable String key) {
        var runs = ledger.deliveries().runs();
        if (key == null || key.isBlank()) {
            return runs.newest(campaign.name(), 1).stream().findFirst();
        }
        return Optional.of(runs.find(campaign.name(), key).orElseThrow(() -> new NotThere("run", key)));
    }

    static String label(Sync.Label label, Locale locale) {
        return locale.getLanguage().equals("ja") ? label.ja() : label.en();
    }
}
