package dev.hikyaku.ledger.history;

/// How many changes or deliveries came, and how many came to which end.
///
/// @param unsent suppressed, expired or cancelled deliveries
public record Counts(long takenIn, long accepted, long rejected, long superseded, long unsent, long unknown) {
    /// Nothing happened.
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    /// So many were taken in.
    public static Counts came(long count) {
        return new Counts(count, 0, 0, 0, 0, 0);
    }

    /// So many ended like this. What is released has not ended.
    public static Counts ended(String outcome, long count) {
        return switch (outcome) {
            case "accepted" -> new Counts(0, count, 0, 0, 0, 0);
            case "rejected" -> new Counts(0, 0, count, 0, 0, 0);
            case "superseded" -> new Counts(0, 0, 0, count, 0, 0);
            case "suppressed", "expired", "cancelled" -> new Counts(0, 0, 0, 0, count, 0);
            case "unknown" -> new Counts(0, 0, 0, 0, 0, count);
            default -> NONE;
        };
    }

    /// Both together.
    public Counts plus(Counts other) {
        return new Counts(
                takenIn + other.takenIn,
                accepted + other.accepted,
                rejected + other.rejected,
                superseded + other.superseded,
                unsent + other.unsent,
                unknown + other.unknown);
    }
}
