package dev.hikyaku.drift;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a comparison of ledger and org found.
///
/// @param compared records that Salesforce once accepted and that live on
/// @param notAccepted records that live on and that Salesforce never accepted; they are not compared
/// @param differing records with at least one field that differs
/// @param missing records that the org does not have
/// @param merged records that were merged into others in Salesforce
/// @param other keys that belong to another record in Salesforce than the ledger knows
/// @param extra records of the org whose key the ledger does not know
/// @param resent changes taken in, so that the next run sends them
/// @param differences the first ones, one for each field or record
public record Differences(
        String sync,
        long compared,
        long notAccepted,
        long differing,
        long missing,
        long merged,
        long other,
        long extra,
        long resent,
        List<Difference> differences) {

    public Differences {
        differences = List.copyOf(differences);
    }

    /// One difference.
    ///
    /// @param field Salesforce's field; null when it is about the whole record
    /// @param wanted what the manifest makes of the newest accepted change, or the remote id the ledger knows
    /// @param found what the org has; null when it is empty
    public record Difference(
            Kind kind,
            String key,
            @Nullable String field,
            @Nullable String wanted,
            @Nullable String found) {}

    /// What differs. The names are those of the JSON.
    public enum Kind {
        differs,
        missing,
        merged,
        other,
        extra
    }

    /// Whether ledger and org say the same.
    public boolean isNone() {
        return differing + missing + merged + other + extra == 0;
    }
}
