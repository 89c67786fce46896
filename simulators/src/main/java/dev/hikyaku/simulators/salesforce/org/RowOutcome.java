package dev.hikyaku.simulators.salesforce.org;

import dev.hikyaku.simulators.salesforce.value.RowFailure;
/// What became of one row.

public sealed interface RowOutcome {
    /// The org has it, under this id.
    record Saved(String id, boolean created) implements RowOutcome {}

    /// The org refused it.
    ///
    /// @param id the id of the record it was about, or an empty text
    record Refused(String id, RowFailure failure) implements RowOutcome {}
}
