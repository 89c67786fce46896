package dev.hikyaku.simulators.salesforce.org;

import java.util.Arrays;
import java.util.Optional;

/// What is to be done with rows; the wire names are case-sensitive.
public enum Operation {
    /// Create only.
    INSERT("insert"),
    /// Change by Id only.
    UPDATE("update"),
    /// Create or change, by external id or Id.
    UPSERT("upsert"),
    /// Move to the recycle bin by Id.
    DELETE("delete"),
    /// Delete by Id beyond recall.
    HARD_DELETE("hardDelete");

    private final String wire;

    Operation(String wire) {
        this.wire = wire;
    }

    /// The name on the wire, for example `hardDelete`.
    public String wire() {
        return wire;
    }

    /// Whether rows are removed.
    public boolean removes() {
        return this == DELETE || this == HARD_DELETE;
    }

    /// The operation of this wire name.
    public static Optional<Operation> of(String wire) {
        return Arrays.stream(values())
                .filter(operation -> operation.wire.equals(wire))
                .findFirst();
    }
}
