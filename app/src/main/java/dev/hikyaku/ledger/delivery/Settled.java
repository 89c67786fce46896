package dev.hikyaku.ledger.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What became of one delivery that was sent.
public sealed interface Settled {
    /// Of the delivery.
    long id();

    /// It is over.
    ///
    /// @param outcome `accepted`, `rejected` or `unknown`
    /// @param messageId what the provider calls it
    record Final(
            long id,
            String outcome,
            @Nullable String code,
            @Nullable String reason,
            @Nullable String messageId) implements Settled {}

    /// It waits for another attempt.
    ///
    /// @param after from now
    /// @param heldBy the provider that may have it, from this attempt or an earlier one, so that no other one gets
    /// it; null when surely none has it
    /// @param counts whether this attempt may have been taken
    record Again(long id, Duration after, @Nullable String heldBy, boolean counts, String code, String reason)
            implements Settled {}
}
