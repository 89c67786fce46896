/// What happened, how all stands, and whose turn it is now: told once for the command line and for the dashboard.
///
/// Way in: [Told] is the story of one record, [Standing] where all syncs and campaigns stand, [Advice] what a
/// code means and what to do; the others are lines of lists. All only look.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "ledger",
            "ledger :: remote",
            "ledger :: view",
            "ledger :: delivery",
            "ledger :: delivery-story",
            "manifest",
            "manifest :: campaign",
            "sync"
        })
package dev.hikyaku.story;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
