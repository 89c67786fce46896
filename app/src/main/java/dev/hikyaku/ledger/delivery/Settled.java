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
    /// @param heldBy the provider that may have it, so that no other one gets it; null when surely none has it,
    /// and then the attempt does not count
    record Again(long id, Duration after, @Nullable String heldBy, String code, String reason) implements Settled {
        boolean counts() {
            return heldBy != null;
        }
    }
}
