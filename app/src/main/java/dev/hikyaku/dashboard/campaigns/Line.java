package dev.hikyaku.dashboard.campaigns;

import dev.hikyaku.dashboard.page.Launches;
import dev.hikyaku.ledger.delivery.CampaignBooks.Balance;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.view.Campaigns;
import dev.hikyaku.manifest.campaign.Campaign;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A campaign in the list.
///
/// @param state of its newest run; `none` before the first, `held` when none may begin
/// @param books of that run; null before the first, and while they are counted for the first time
/// @param launches null without a schedule
record Line(
        String name,
        String label,
        String state,
        @Nullable CampaignRun run,
        @Nullable Balance books,
        @Nullable Launches launches) {

    static Line of(Campaign campaign, Campaigns.Now now, Locale locale) {
        var newest = now.newest();
        var books = newest == null ? null : newest.books();
        return new Line(
                campaign.name(),
                Known.label(campaign.label(), locale),
                state(now),
                newest == null ? null : newest.run(),
                books == null ? null : books.sums(),
                Launches.of(campaign.schedule(), 1, locale));
    }

    private static String state(Campaigns.Now now) {
        var newest = now.newest();
        return now.held() != null
                ? "held"
                : newest == null ? "none" : newest.run().state().word();
    }
}
