package dev.hikyaku.ledger.view;

/// A number of rows, of which no more were counted than people care for: "1,000+".
///
/// @param count what was counted
/// @param more whether there are more than that
public record Bounded(long count, boolean more) {
    /// Where counting ends.
    public static final int MOST = 1_000;

    /// Nothing.
    public static final Bounded NONE = new Bounded(0, false);

    /// Of so many rows that were seen, when looking ended one behind [#MOST].
    static Bounded of(long seen) {
        return new Bounded(Math.min(seen, MOST), seen > MOST);
    }

    /// Both together.
    Bounded plus(Bounded other) {
        return new Bounded(count + other.count, more || other.more);
    }
}
