package dev.hikyaku.ledger;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What became of one change at its destination. Named after the delivery states of AMQP 1.0.
public sealed interface Outcome {

    /// The destination has it, under this id; null after a delete.
    record Accepted(@Nullable String remoteId) implements Outcome {}

    /// The destination refused it and would refuse it again.
    record Rejected(String code, String reason) implements Outcome {}

    /// The destination did not take it; asking again after a while is safe.
    record Released(String code, String reason, Duration pause) implements Outcome {}

    /// The column's word for it.
    default String word() {
        return switch (this) {
            case Accepted _ -> "accepted";
            case Rejected _ -> "rejected";
            case Released _ -> "released";
        };
    }
}
