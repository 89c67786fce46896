package dev.hikyaku.intake.body;

import org.jspecify.annotations.Nullable;

/// What every change of a body gets unless it says it itself.
///
/// @param operation `upsert` or `delete`; a change that says otherwise is wrong. Null when each change says it
/// @param requestId of the change, or null
/// @param namesSync whether each change has to name its sync, for nothing else of the call is believed
/// @param traceParent W3C Trace Context of the call, or null
public record Given(
        @Nullable String operation,
        @Nullable String requestId,
        boolean namesSync,
        @Nullable String traceParent) {
    /// Changes that need not name their sync.
    public Given(@Nullable String operation, @Nullable String requestId) {
        this(operation, requestId, false, null);
    }

    /// The same for one of several changes.
    ///
    /// @param place of it; becomes part of its request id
    public Given at(long place) {
        return new Given(operation, requestId == null ? null : requestId + "-" + place, namesSync, traceParent);
    }

    /// Nothing is given.
    public static final Given NOTHING = new Given(null, null);
}
