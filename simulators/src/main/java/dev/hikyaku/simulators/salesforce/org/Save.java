package dev.hikyaku.simulators.salesforce.org;

import dev.hikyaku.simulators.salesforce.value.RowFailure;
import java.util.Optional;
import java.util.function.Function;

/// How rows are to be written: the operation, their columns and what they are matched by.
///
/// @param matchBy the schema position of the external id field, or -1 for the Id
/// @param allowDuplicates whether rows are saved though a duplicate rule finds others like them
/// @param guard refuses rows before the org looks at them, for injected faults
public record Save(
        Operation operation,
        Columns columns,
        int matchBy,
        boolean allowDuplicates,
        Function<String[], Optional<RowFailure>> guard) {

    /// A save without injected faults and duplicate rules.
    public static Save of(Operation operation, Columns columns, int matchBy) {
        return new Save(operation, columns, matchBy, true, _ -> Optional.empty());
    }
}
