package dev.hikyaku.run.campaign;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.Deliveries;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.manifest.campaign.Push;
import dev.hikyaku.push.CampaignWork;
import dev.hikyaku.push.TemplateWording;
import dev.hikyaku.push.pace.PaceClock;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Systems;

/// What a process needs to send a run: the application's database and the providers, opened.
public final class Outfit implements AutoCloseable {
    private final Push push;
    private final CampaignRunner.Options options;
    private final Systems systems;
    private final Gateways gateways;

    private Outfit(Push push, CampaignRunner.Options options, Systems systems, Gateways gateways) {
        this.push = push;
        this.options = options;
        this.systems = systems;
        this.gateways = gateways;
    }

    /// Opens it.
    ///
    /// @throws Project.Incomplete when something that is needed was not said
    public static Outfit open(Project project, Push push, CampaignRunner.Options options) {
        var systems = new Systems(project);
        try {
            return new Outfit(push, options, systems, options.gateways().open(push));
        } catch (RuntimeException failed) {
            systems.close();
            throw failed;
        }
    }

    /// What is sent, and for whom.
    ///
    /// @param fence the right to write for the run
    /// @param run as it stands now
    public record Errand(Campaign campaign, CampaignRun run, Fence fence) {}

    /// All that a run is sent with.
    ///
    /// @param checkpoint throws when the process has to stop
    public CampaignWork work(Errand errand, Deliveries ledger, Runnable checkpoint) {
        return new CampaignWork(
                errand.campaign(),
                push,
                errand.fence(),
                errand.run(),
                ledger,
                systems.application(),
                gateways.all(),
                new CampaignWork.Surroundings(
                        options.push().knobs().atMost(gateways.perSecond()),
                        new TemplateWording(errand.campaign().message(), gateways.budget(), gateways::measure),
                        PaceClock.system(),
                        checkpoint,
                        options.rehearsal(),
                        options.progress(),
                        options.push().allowed()));
    }

    @Override
    public void close() {
        gateways.close();
        systems.close();
    }
}
