package dev.hikyaku.ledger;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What became of one change at its destination. Named after the delivery states of AMQP 1.0.
public sealed interface Outcome {

    /// The destination has it.
    ///
    /// @param remoteId the record's id there from now on; null after a delete
    /// @param succession what becomes of the id it had; null when that is the same, or there was none
    record Accepted(@Nullable String remoteId, @Nullable Succession succession) implements Outcome {
        /// Nothing else is to be said.
        public Accepted(@Nullable String remoteId) {
            this(remoteId, null);
        }

        /// We deleted the record.
        ///
        /// @param former the id it had, if it had one
        public static Accepted deleted(@Nullable String former) {
            return new Accepted(
                    null, former == null ? null : new Succession(former, "deleted", false, null, null, null));
        }
    }

    /// What becomes of the id that a record had, and what is told of it.
    ///
    /// @param former the id that is given up; null when the record keeps it
    /// @param reason why: `deleted` (by us), `gone`, `merged` or `replaced`
    /// @param stops whether the sync has to stand still because of it
    /// @param second the id of a second record that the destination made, which we do not go on with
    /// @param code of the change, or null
    /// @param text reason of the change, or null
    record Succession(
            @Nullable String former,
            String reason,
            boolean stops,
            @Nullable String second,
            @Nullable String code,
            @Nullable String text) {}

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
