package dev.hikyaku.ledger.delivery;

import dev.hikyaku.ledger.history.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What becomes of one page of due deliveries, before anything is sent.
///
/// @param sent go to the wire right after this is committed
/// @param dropped end here
/// @param held wait for a later moment
/// @param more deliveries to further devices of a recipient
/// @param cap how many a user may get, or null
public record Decision(
        List<Sent> sent,
        List<Dropped> dropped,
        List<Held> held,
        List<More> more,
        @Nullable Cap cap) {

    /// Further devices of all but these deliveries.
    List<More> moreWithout(Set<Long> firsts) {
        return more.stream().filter(one -> !firsts.contains(one.first().id())).toList();
    }

    /// What comes and what ends by it.
    ///
    /// @param capped deliveries for which the cap has no place
    Counts counts(Set<Long> capped) {
        var end = cap != null && cap.over() == Over.SUPPRESS ? capped.size() : 0;
        return dropped.stream()
                .map(one -> Counts.ended(one.outcome(), 1))
                .reduce(Counts.came(moreWithout(capped).size()), Counts::plus)
                .plus(Counts.ended("suppressed", end));
    }

    /// Goes to this device by this provider.
    public record Sent(Owed owed, Owed.Device device, String gateway) {}

    /// Ends without being sent.
    ///
    /// @param outcome `suppressed` or `rejected`
    public record Dropped(Owed owed, String outcome, String code, String reason) {}

    /// Waits.
    public record Held(Owed owed, Instant until, String code, String reason) {}

    /// A further device of the recipient of `first`.
    public record More(Owed first, int deviceNo, Owed.Device device) {}

    /// At most so many for each user within a time, over all campaigns of the group.
    public record Cap(String group, int most, Duration window, Over over) {}

    /// What becomes of a delivery for which a cap has no place.
    public enum Over {
        /// It ends here.
        SUPPRESS,
        /// It waits until there is a place.
        DEFER
    }

    /// What was committed.
    ///
    /// @param state of the run; unless it is running, nothing was written and nothing may be sent
    /// @param sent ids of the deliveries that go to the wire now
    /// @param capped how many the cap suppressed
    public record Decided(CampaignRun.State state, Set<Long> sent, int capped) {}
}
