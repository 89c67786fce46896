package dev.hikyaku.ledger;

/// The right to write on behalf of a run: a lease and the token it was taken with.
///
/// Every transaction made with a fence first locks the lease and compares the token. A later holder has a larger
/// token, so what an older holder still tries is refused.
///
/// @param lease name of the lease
/// @param token strictly rising per lease
public record Fence(String lease, long token) {
    private static final String PART = "part:";

    /// The lease's name for metrics: parts of runs are many, and share one.
    static String told(String lease) {
        return lease.startsWith(PART) ? "part" : lease;
    }

    /// The lease has passed to somebody else: stop at once, nothing was written.
    public static final class LeaseLost extends RuntimeException {
        /// Of this fence.
        public LeaseLost(Fence fence) {
            super(
                    "lease " + fence.lease() + " was lost: token " + fence.token()
                            + " is not the newest any more. Another run goes on from here; this one has written nothing since.");
        }
    }
}
