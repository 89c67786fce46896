package dev.hikyaku.simulators.salesforce.org;

import org.jspecify.annotations.Nullable;

/// Through which door rows came in.
///
/// @param via `bulk`, `collections`, `record` (one record over REST) or `user` (somebody in the org)
/// @param job the bulk job, or null
public record Origin(String via, @Nullable String job) {
    /// sObject Collections.
    public static final Origin COLLECTIONS = new Origin("collections", null);
    /// One record over REST.
    public static final Origin RECORD = new Origin("record", null);
    /// A person in the org.
    public static final Origin USER = new Origin("user", null);

    /// A bulk job.
    public static Origin bulk(String job) {
        return new Origin("bulk", job);
    }
}
