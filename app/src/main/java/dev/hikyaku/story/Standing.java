package dev.hikyaku.story;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.view.Bounded;
import dev.hikyaku.ledger.view.Campaigns;
import dev.hikyaku.ledger.view.Syncs;
import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.manifest.campaign.Cron;
import dev.hikyaku.manifest.campaign.Schedule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where all syncs and campaigns stand: what `status` prints, and what the REST interface calls summary. Counts nothing
/// beyond a bound, however large the ledger is.
public record Standing(List<SyncNow> syncs, List<CampaignNow> campaigns) {

    /// A sync as it stands; see [Syncs.Now].
    ///
    /// @param next start by its schedule; null without one
    public record SyncNow(
            String sync,
            String state,
            Syncs.@Nullable Cause cause,
            Bounded waiting,
            @Nullable Instant oldest,
            List<Syncs.Why> whyWaiting,
            long inFlight,
            @Nullable Instant lastAccepted,
            Syncs.Lately lately,
            @Nullable Instant next,
            @Nullable RunLine lastRun) {
        static SyncNow of(Syncs.Now now, @Nullable Instant next) {
            var run = now.lastRun();
            return new SyncNow(
                    now.sync(),
                    now.state().word(),
                    now.cause(),
                    now.waiting(),
                    now.oldest(),
                    now.whyWaiting(),
                    now.inFlight(),
                    now.lastAccepted(),
                    now.lately(),
                    next,
                    run == null ? null : RunLine.of(run));
        }
    }

    /// A campaign with its next start by its schedule.
    ///
    /// @param held why no run of it may begin; null when it may
    /// @param newest its newest run; null before the first
    public record CampaignNow(
            String campaign,
            @Nullable String held,
            @Nullable Instant next,
            @Nullable Funnel newest) {
        static CampaignNow of(Campaigns.Now now, @Nullable Instant next) {
            var newest = now.newest();
            return new CampaignNow(now.campaign(), now.held(), next, newest == null ? null : Funnel.of(newest));
        }
    }

    /// Of all that a manifest names.
    public static Standing read(Ledger ledger, Manifest manifest) {
        return new Standing(syncs(ledger, manifest.syncs()), campaigns(ledger, manifest.campaigns()));
    }

    /// Of these syncs, in their order.
    public static List<SyncNow> syncs(Ledger ledger, List<Sync> syncs) {
        var at = Instant.now();
        var names = syncs.stream().map(Sync::name).toList();
        var now = ledger.view().syncs().now(names).iterator();
        return syncs.stream()
                .map(sync -> SyncNow.of(now.next(), next(sync.schedule(), at)))
                .toList();
    }

    /// Of these campaigns, in their order.
    public static List<CampaignNow> campaigns(Ledger ledger, List<Campaign> campaigns) {
        var at = Instant.now();
        var names = campaigns.stream().map(Campaign::name).toList();
        var now = ledger.view().campaigns().now(names).iterator();
        return campaigns.stream()
                .map(campaign -> CampaignNow.of(now.next(), next(campaign.schedule(), at)))
                .toList();
    }

    /// Of campaigns that never ran, for there is no ledger yet.
    public static List<CampaignNow> campaigns(List<Campaign> campaigns) {
        var at = Instant.now();
        return campaigns.stream()
                .map(campaign -> new CampaignNow(campaign.name(), null, next(campaign.schedule(), at), null))
                .toList();
    }

    private static @Nullable Instant next(@Nullable Schedule schedule, Instant at) {
        return schedule == null ? null : Cron.of(schedule).next(at);
    }
}
