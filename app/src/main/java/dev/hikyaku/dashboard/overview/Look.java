package dev.hikyaku.dashboard.overview;

import dev.hikyaku.dashboard.overview.Overview.CampaignLine;
import dev.hikyaku.dashboard.overview.Overview.Line;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.view.Bounded;
import dev.hikyaku.ledger.view.Campaigns;
import dev.hikyaku.ledger.view.Syncs;
import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.manifest.campaign.Cron;
import dev.hikyaku.manifest.campaign.Schedule;
import dev.hikyaku.run.Project;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Looks whether all is well. However many browsers ask, the ledger is looked into every two seconds at most.
@Component
final class Look {
    private static final Duration KEPT = Duration.ofSeconds(2);
    private static final Duration COUNTED = Duration.ofSeconds(15);

    private final Manifest manifest;
    private final Ledger ledger;
    private @Nullable Seen last;
    private @Nullable Rejected rejected;

    private record Seen(
            Instant at, List<Syncs.Now> syncs, List<Campaigns.Now> campaigns, Map<String, Bounded> rejected) {}

    private record Rejected(Instant at, Map<String, Bounded> bySync) {}

    Look(Project project, Ledger ledger) {
        manifest = project.manifest();
        this.ledger = ledger;
    }

    /// Where all stands.
    Overview now(Locale locale) {
        var seen = seen();
        return new Overview(
                seen.at(),
                seen.syncs().stream().map(one -> line(one, seen, locale)).toList(),
                seen.campaigns().stream().map(one -> line(one, locale)).toList());
    }

    private synchronized Seen seen() {
        var now = Instant.now();
        var known = last;
        if (known != null && now.isBefore(known.at().plus(KEPT))) {
            return known;
        }
        var view = ledger.view();
        var syncs = manifest.syncs().stream().map(Sync::name).toList();
        var fresh = new Seen(
                now,
                view.syncs().now(syncs),
                view.campaigns()
                        .now(manifest.campaigns().stream().map(Campaign::name).toList()),
                rejected(now, syncs));
        last = fresh;
        return fresh;
    }

    /// Counted more seldom: it reads up to a thousand entries of each sync.
    private Map<String, Bounded> rejected(Instant now, List<String> syncs) {
        var known = rejected;
        if (known != null && now.isBefore(known.at().plus(COUNTED))) {
            return known.bySync();
        }
        var bySync = new HashMap<String, Bounded>();
        syncs.forEach(sync -> bySync.put(sync, ledger.view().problems().open(sync)));
        rejected = new Rejected(now, bySync);
        return bySync;
    }

    private Line line(Syncs.Now now, Seen seen, Locale locale) {
        var at = seen.at();
        var sync = manifest.sync(now.sync()).orElseThrow();
        var oldest = now.oldest();
        return new Line(
                now.sync(),
                label(sync.label(), locale),
                sync.object(),
                now.state().word(),
                now.cause(),
                now.waiting(),
                oldest == null ? null : rounded(Duration.between(oldest, at)),
                now.lastAccepted(),
                now.lately(),
                seen.rejected().getOrDefault(now.sync(), Bounded.NONE),
                next(sync.schedule(), at));
    }

    /// Coarse, so that a page is not renewed each second only because time goes by.
    private static Duration rounded(Duration age) {
        return age.compareTo(Duration.ofMinutes(1)) < 0
                ? Duration.ofSeconds(age.toSeconds() / 10 * 10)
                : Duration.ofMinutes(age.toMinutes());
    }

    private CampaignLine line(Campaigns.Now now, Locale locale) {
        var campaign = manifest.campaign(now.campaign()).orElseThrow();
        var newest = now.newest();
        var books = newest == null ? null : newest.books();
        var run = newest == null ? null : newest.run();
        var held = now.held();
        return new CampaignLine(
                now.campaign(),
                label(campaign.label(), locale),
                held != null ? "held" : run == null ? "none" : run.state().word(),
                run == null ? null : run.key(),
                held != null ? held : run == null ? null : run.reason(),
                books,
                books == null ? 0 : books.sums().unaccounted(),
                next(campaign.schedule(), Instant.now()));
    }

    private static String label(Sync.Label label, Locale locale) {
        return locale.getLanguage().equals("ja") ? label.ja() : label.en();
    }

    private static @Nullable Instant next(@Nullable Schedule schedule, Instant now) {
        return schedule == null ? null : Cron.of(schedule).next(now);
    }
}
