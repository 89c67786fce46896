package dev.hikyaku.push;

import dev.hikyaku.gateway.Gateway;
import dev.hikyaku.intake.ApplicationDatabase;
import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.ledger.delivery.Deliveries;
import dev.hikyaku.ledger.delivery.share.Shares;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.manifest.campaign.Limits;
import dev.hikyaku.manifest.campaign.Push;
import dev.hikyaku.push.pace.PaceClock;
import dev.hikyaku.push.portion.Portion;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// What one run of a campaign works with.
///
/// @param fence the right to write for it
/// @param gateways in the order in which they are asked: the second takes over what the first surely did not take
public record CampaignWork(
        Campaign campaign,
        Push push,
        Fence fence,
        CampaignRun run,
        Deliveries ledger,
        ApplicationDatabase application,
        List<Gateway> gateways,
        Surroundings surroundings) {

    public CampaignWork {
        gateways = List.copyOf(gateways);
    }

    /// What is the same for all campaigns.
    ///
    /// @param checkpoint throws when the process was asked to stop
    /// @param rehearsal hears where the work is; a test may crash it there
    /// @param progress hears how far a stage is
    /// @param allowed which users may be written to from here; in an environment for tests not all are
    public record Surroundings(
            Knobs knobs,
            Wording wording,
            PaceClock clock,
            Runnable checkpoint,
            Consumer<SendPoint> rehearsal,
            Progress progress,
            Predicate<String> allowed) {
        private Surroundings with(Runnable otherCheckpoint, Progress otherProgress) {
            return new Surroundings(knobs, wording, clock, otherCheckpoint, rehearsal, otherProgress, allowed);
        }
    }

    /// Hears how far the work is.
    public interface Progress {
        /// So many are done.
        void at(String campaign, String stage, long done, long of);
    }

    /// The same with the run as it stands now.
    public CampaignWork with(CampaignRun fresh) {
        return new CampaignWork(campaign, push, fence, fresh, ledger, application, gateways, surroundings);
    }

    /// The same, stopping where this says so, too.
    ///
    /// @param checkpoint throws when there is a reason to stop
    public CampaignWork alsoChecking(Runnable checkpoint) {
        Runnable both = () -> {
            surroundings.checkpoint().run();
            checkpoint.run();
        };
        return in(surroundings.with(both, surroundings.progress()));
    }

    /// The same for somebody who does not know how far the whole run is.
    public CampaignWork withoutProgress() {
        return in(surroundings.with(surroundings.checkpoint(), (_, _, _, _) -> {}));
    }

    private CampaignWork in(Surroundings others) {
        return new CampaignWork(campaign, push, fence, run, ledger, application, gateways, others);
    }

    /// The same with the right to write for one portion of the run, as the run stands now.
    CampaignWork with(Portion portion) {
        return new CampaignWork(
                campaign, push, portion.fence(), portion.run(), ledger, application, gateways, surroundings);
    }

    /// What the provider that is asked first takes of all campaigns.
    public Shares.Quota quota() {
        return new Shares.Quota(surroundings.knobs().perSecond(), push.reserve());
    }

    /// What the campaign would send of it if it were alone.
    public Shares.Claim wanted() {
        var limits = campaign.limits();
        var limit = limits.perSecond();
        var most = surroundings.knobs().perSecond();
        return new Shares.Claim(
                limit == null ? most : Math.min(limit, most), limits.priority() == Limits.Priority.URGENT);
    }

    /// Pauses the run, for too much goes wrong.
    GuardStopped stopped(String why, String fix) {
        ledger.runs().halt(fence, run, State.PAUSED, why);
        return new GuardStopped("HK4011  campaign " + campaign.name() + ", run " + run.key() + ": " + why
                + ". It is paused, " + fix + ". Resume it or cancel it");
    }

    /// Pauses the run, for no provider takes anything.
    ProvidersRefuse refused(String why) {
        ledger.runs().halt(fence, run, State.PAUSED, why);
        return new ProvidersRefuse("HK4008  campaign " + campaign.name() + ", run " + run.key() + ": " + why
                + ". It is paused; nobody's delivery was given up.\n   fix: mend the credentials, then resume it");
    }

    /// A guard stopped the run, or paused it until a person looks; the message says which and why.
    public static final class GuardStopped extends RuntimeException {
        GuardStopped(String message) {
            super(message);
        }
    }

    /// No provider takes anything: the run is paused until that is mended.
    public static final class ProvidersRefuse extends RuntimeException {
        ProvidersRefuse(String message) {
            super(message);
        }
    }
}
