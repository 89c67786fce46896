package dev.hikyaku.cli.desk;

import dev.hikyaku.cli.books.Sums;
import dev.hikyaku.ledger.delivery.CampaignBooks;
import dev.hikyaku.ledger.view.Syncs;
import dev.hikyaku.story.ProblemLine;
import dev.hikyaku.story.RunLine;
import dev.hikyaku.story.Standing.CampaignNow;
import dev.hikyaku.story.Standing.SyncNow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where all stands; the result of `status` for machines.
///
/// @param ledger false before the first run
/// @param at when it was looked
/// @param problems rejected and unknown records by cause; not those that wait
/// @param runs the newest of syncs
/// @param books null unless somebody wants them counted
public record Status(
        boolean ledger,
        Instant at,
        List<SyncNow> syncs,
        List<CampaignNow> campaigns,
        List<ProblemLine> problems,
        List<RunLine> runs,
        @Nullable Counted books) {

    /// Books since the first change, and of the newest runs of campaigns. Counting reads every change there is.
    ///
    /// @param unaccounted anything but 0 is a fault of Hikyaku
    public record Counted(long unaccounted, List<Sums.Line> syncs, List<CampaignBooks.Balance> campaigns) {}

    /// Whether nobody and nothing is in the way: every sync flows, no record needs somebody, no campaign is held.
    public boolean isAllWell() {
        return problems.isEmpty()
                && syncs.stream().allMatch(sync -> sync.state().equals(Syncs.State.FLOWING.word()))
                && campaigns.stream().noneMatch(Status::rests);
    }

    private static boolean rests(CampaignNow campaign) {
        var newest = campaign.newest();
        return campaign.held() != null
                || (newest != null && newest.start().state().equals("paused"));
    }
}
