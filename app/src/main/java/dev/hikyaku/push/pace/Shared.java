package dev.hikyaku.push.pace;

import dev.hikyaku.ledger.delivery.share.Shares;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Keeps a pace at what other runs leave of a provider's quota, whatever process they are in. Looks once a second. One
/// thread calls.
public final class Shared implements AutoCloseable {
    private static final long AGAIN = Duration.ofSeconds(1).toNanos();

    private final Shares shares;
    private final Wish wish;
    private final Pace pace;
    private final PaceClock clock;
    private long next;

    /// What one run wishes, or one of its senders.
    ///
    /// @param sender the run's id, or what tells one of its senders from the others
    /// @param group what the senders of one run have in common; null for the only one
    /// @param quota what the provider takes of all together
    /// @param wanted what the run would send alone, and whether it is urgent
    public record Wish(
            String provider, long sender, @Nullable String group, Shares.Quota quota, Shares.Claim wanted) {}

    /// For one run's pace.
    public Shared(Shares shares, Wish wish, Pace pace, PaceClock clock) {
        this.shares = shares;
        this.wish = wish;
        this.pace = pace;
        this.clock = clock;
        next = clock.nanos();
    }

    /// Looks again when it is time.
    public void tend() {
        if (clock.nanos() - next >= 0) {
            var own = new Shares.Claim(own(), wish.wanted().urgent());
            var others = shares.claim(wish.provider(), wish.sender(), own);
            pace.most(Shares.of(wish.quota(), own, others));
            next = clock.nanos() + AGAIN;
        }
    }

    /// What the other senders of the run leave of what all of it may send.
    private double own() {
        var group = wish.group();
        var wanted = wish.wanted().wanted();
        return group == null
                ? wanted
                : Shares.of(
                        wanted,
                        wanted,
                        shares.claim(group, wish.sender(), wish.wanted()).stream()
                                .map(Shares.Claim::wanted)
                                .toList());
    }

    /// Leaves its share to the others.
    @Override
    public void close() {
        shares.leave(wish.provider(), wish.sender());
        var group = wish.group();
        if (group != null) {
            shares.leave(group, wish.sender());
        }
    }
}
