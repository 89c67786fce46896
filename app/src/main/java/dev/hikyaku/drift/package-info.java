/// Ledger against org: which ids the org has for our records ([Relink]), and what differs ([Drift]).
///
/// Both go through the ledger page by page and ask the org by external id, so memory is bounded whatever the number of
/// records. Nothing is sent from here: what has to travel again is taken in as a change ([Resend]).
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "sync",
            "sync :: rows",
            "salesforce",
            "ledger",
            "ledger :: remote",
            "ledger :: start",
            "manifest"
        })
package dev.hikyaku.drift;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
