package dev.hikyaku.dashboard.overview;

import dev.hikyaku.ledger.delivery.CampaignBooks.Balance;
import dev.hikyaku.ledger.view.Bounded;
import dev.hikyaku.ledger.view.Syncs;
import dev.hikyaku.ledger.view.Tallies.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether all is well, at one moment.
///
/// @param at when it was looked
record Overview(Instant at, List<Line> syncs, List<CampaignLine> campaigns) {

    /// One sync.
    ///
    /// @param state `flowing`, `destination`, `held`, `stopped` or `broken`
    /// @param cause why it does not flow; null when it does
    /// @param age of the oldest change that waits, in whole minutes below an hour; null when none does
    /// @param rejected records whose newest change is rejected or unknown
    /// @param next start by its schedule; null without one
    record Line(
            String name,
            String label,
            String object,
            String state,
            Syncs.@Nullable Cause cause,
            Bounded waiting,
            @Nullable Duration age,
            @Nullable Instant lastAccepted,
            Syncs.Lately lately,
            Bounded rejected,
            @Nullable Instant next) {}

    /// One campaign.
    ///
    /// @param state of its newest run; `none` before the first, `held` when none may begin
    /// @param books of that run; null before the first, and while they are counted for the first time
    /// @param unaccounted what the books miss; 0 without books
    record CampaignLine(
            String name,
            String label,
            String state,
            @Nullable String run,
            @Nullable String reason,
            @Nullable Tally<Balance> books,
            long unaccounted,
            @Nullable Instant next) {}

    /// How many syncs are in each state, the worst first.
    public Map<String, Long> counts() {
        var counts = new LinkedHashMap<String, Long>();
        for (var state : List.of(Syncs.State.values()).reversed()) {
            var count = syncs.stream()
                    .filter(line -> line.state().equals(state.word()))
                    .count();
            if (count > 0) {
                counts.put(state.word(), count);
            }
        }
        return counts;
    }
}
