package dev.hikyaku.intake;

import dev.hikyaku.ledger.Ledger;
import java.util.Optional;

/// Objects when a scan would delete more than a share of the records known to Salesforce.
///
/// @param largestDeletion that share, 0 to 1
record DeleteGuard(Ledger ledger, String sync, double largestDeletion) {

    /// What it says to so many rows being gone; empty when it has nothing against it.
    Optional<String> objection(long gone) {
        var remote = ledger.records().countPresentRemotely(sync);
        if (remote == 0 || gone <= largestDeletion * remote) {
            return Optional.empty();
        }
        return Optional.of("HK2201  scan of " + sync + ": " + gone + " of " + remote
                + " records are gone from the source (" + percent(gone, remote) + ")"
                + "\n   wanted: at most " + Math.round(largestDeletion * 100)
                + " % at once (guard.maxDeletes in syncs/" + sync + ".yaml). Nothing was sent or deleted."
                + "\n   fix: look whether the right database and table are read; if the rows are really meant to go:"
                + " hikyaku run " + sync + " --allow-deletes 100%");
    }

    private static String percent(long part, long whole) {
        return Math.min(100, Math.round(part * 100.0 / whole)) + " %";
    }
}
