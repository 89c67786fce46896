package dev.hikyaku.run.worker;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.ledger.delivery.part.Part;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.campaign.CampaignRunner;
import dev.hikyaku.run.campaign.Outfit;
import dev.hikyaku.run.campaign.Revision;
import dev.hikyaku.run.part.PartSender;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where a worker sends parts: what one run needs stays open from part to part, until another run's turn comes.
final class Bench implements AutoCloseable {
    /// A whole run is never written for from here.
    private static final Fence NO_RIGHT = new Fence("", 0);

    private final Project project;
    private final PartSender.Place place;
    private final CampaignRunner.Options options;
    private @Nullable Open open;

    Bench(Project project, PartSender.Place place, CampaignRunner.Options options) {
        this.project = project;
        this.place = place;
        this.options = options;
    }

    private record Open(String campaign, String key, Outfit outfit, PartSender sender) {
        boolean isFor(Part part) {
            return campaign.equals(part.campaign()) && key.equals(part.key());
        }
    }

    /// A worker has another state of a campaign's file than the run that was cut; the message says whose turn
    /// it is.
    static final class OtherFile extends RuntimeException {
        OtherFile(Part part) {
            super("HK4163  campaign " + part.campaign() + ", run " + part.key()
                    + ": the campaign's file is not the same here as where the run was begun. Nothing was sent from here."
                    + "\n   fix: start workers from the same image as the runs");
        }
    }

    /// Sends a part.
    ///
    /// @return whether it was sent as far as it is due; false when somebody else has it, or nothing is left
    /// @throws OtherFile when the campaign is another one here
    boolean send(Part part) {
        place.stop().checkpoint();
        if (!part.isOpen()) {
            return false;
        }
        var campaign = project.manifest().campaign(part.campaign());
        if (campaign.isEmpty() || !Revision.of(campaign.get()).equals(part.revision())) {
            throw new OtherFile(part);
        }
        return sender(part, campaign.get()).send(part);
    }

    private PartSender sender(Part part, Campaign campaign) {
        var known = open;
        if (known != null && known.isFor(part)) {
            return known.sender();
        }
        close();
        var push = Objects.requireNonNull(project.manifest().push(), "a campaign needs push: in hikyaku.yaml");
        var deliveries = place.ledger().deliveries();
        var run = deliveries.runs().find(part.campaign(), part.key()).orElseThrow();
        var outfit = Outfit.open(project, push, options);
        var errand = new Outfit.Errand(campaign, run, NO_RIGHT);
        var work = outfit.work(errand, deliveries, place.stop()::checkpoint);
        var sender = new PartSender(work, place);
        open = new Open(part.campaign(), part.key(), outfit, sender);
        return sender;
    }

    /// Puts away what belongs to a run that is over.
    void tidy(Ledger ledger) {
        var known = open;
        if (known != null) {
            var run = ledger.deliveries().runs().find(known.campaign(), known.key());
            if (run.filter(one -> one.state() == State.RUNNING).isEmpty()) {
                close();
            }
        }
    }

    /// Waits, unless stopping is asked for.
    void rest(Duration time) {
        place.stop().sleep(time);
    }

    @Override
    public void close() {
        var known = open;
        open = null;
        if (known != null) {
            known.outfit().close();
        }
    }
}
