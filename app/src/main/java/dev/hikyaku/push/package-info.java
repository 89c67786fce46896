/// Carries one campaign: audience -> claim -> suppress -> send -> settle.
///
/// Way in: [TakeIn] brings the audience into the ledger, [Deliver] sends what is due; both work on one [CampaignWork]
/// and go on where a crash left them.
@NullMarked
@ApplicationModule(
        allowedDependencies = {"gateway", "intake", "ledger", "ledger :: delivery", "manifest", "manifest :: campaign"})
package dev.hikyaku.push;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
