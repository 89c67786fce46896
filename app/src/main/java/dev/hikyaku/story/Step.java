package dev.hikyaku.story;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One step of a change on its way.
///
/// @param what `taken-in`, `claimed`, `sent`, `released`, `waiting` or the outcome
/// @param code of ours or of Salesforce
/// @param bulkJob its remote id, or our number while Salesforce has given none
public record Step(
        Instant at,
        String what,
        @Nullable String code,
        @Nullable String reason,
        @Nullable String bulkJob) {}
