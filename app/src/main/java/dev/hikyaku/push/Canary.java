package dev.hikyaku.push;

/// The first rows of a run show whether it goes well: before they have their outcomes no others follow, and when too
/// many were refused none do. Later it watches the newest outcomes in the same way.
public final class Canary {
    private final Bounds bounds;
    private final boolean[] newest;
    private boolean passed;
    private int judged;
    private int refused;
    private long seen;
    private int refusedLately;

    /// How much may go wrong.
    ///
    /// @param first rows that go ahead
    /// @param least outcomes below which nothing is concluded
    /// @param mostRefused share of them that may be refused for good
    /// @param window newest outcomes that are watched afterwards
    /// @param mostLater share of them that may be refused for good
    public record Bounds(int first, int least, double mostRefused, int window, double mostLater) {
        /// 100 rows, half of them; then a third of the newest 1,000.
        public static Bounds usual() {
            return new Bounds(100, 20, 0.5, 1_000, 0.33);
        }
    }

    Canary(Bounds bounds, boolean passed) {
        this.bounds = bounds;
        this.passed = passed;
        newest = new boolean[Math.max(1, bounds.window())];
    }

    /// How many of so many wanted may go to the wire now.
    ///
    /// @param inFlight on the wire now
    synchronized int room(int wanted, int inFlight) {
        return passed ? wanted : Math.clamp(bounds.first() - judged - (long) inFlight, 0, wanted);
    }

    /// Hears one outcome.
    synchronized void hear(boolean wasRefused) {
        if (!passed) {
            judged++;
            refused += wasRefused ? 1 : 0;
        }
        var place = (int) (seen++ % newest.length);
        refusedLately += (wasRefused ? 1 : 0) - (newest[place] ? 1 : 0);
        newest[place] = wasRefused;
    }

    synchronized boolean hasPassed() {
        return passed;
    }

    /// Whether the first rows all have their outcomes, or there are no more rows.
    synchronized boolean isReady(int inFlight, boolean noMore) {
        return !passed && inFlight == 0 && (noMore || judged >= bounds.first());
    }

    /// Whether the first rows went badly.
    synchronized boolean isBad() {
        return judged >= bounds.least() && refused > bounds.mostRefused() * judged;
    }

    /// Whether the newest outcomes are bad.
    synchronized boolean isBadLately() {
        return passed && seen >= newest.length && refusedLately > bounds.mostLater() * newest.length;
    }

    synchronized void pass() {
        passed = true;
    }

    /// What it saw, for people.
    synchronized String told() {
        return passed
                ? refusedLately + " of the newest " + newest.length + " deliveries were refused for good"
                : refused + " of the first " + judged + " deliveries were refused for good";
    }
}
