/// Carries campaigns: words for each recipient, the hours in which they may travel.
@NullMarked
@ApplicationModule(
        allowedDependencies = {"gateway", "ledger", "manifest", "manifest :: campaign", "manifest :: template"})
package dev.hikyaku.push;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
