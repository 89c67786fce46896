package dev.hikyaku.push.pace;

import dev.hikyaku.ledger.delivery.share.Shares;
import java.time.Duration;

/// Keeps a pace at what other runs leave of a provider's quota, whatever process they are in. Looks once a second. One
/// thread calls.
public final class Shared implements AutoCloseable {
    private static final long AGAIN = Duration.ofSeconds(1).toNanos();

    private final Shares shares;
    private final Wish wish;
    private final Pace pace;
    private final PaceClock clock;
    private long next;

    /// What one run wishes.
    ///
    /// @param run its id
    /// @param quota notifications a second that the provider takes of all together
    /// @param wanted notifications a second that this one would send alone
    public record Wish(String provider, long run, double quota, double wanted) {}

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
            var others = shares.claim(wish.provider(), wish.run(), wish.wanted());
            pace.most(Shares.of(wish.quota(), wish.wanted(), others));
            next = clock.nanos() + AGAIN;
        }
    }

    /// Leaves its share to the others.
    @Override
    public void close() {
        shares.leave(wish.provider(), wish.run());
    }
}
