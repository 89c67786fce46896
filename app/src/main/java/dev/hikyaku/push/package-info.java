/// Carries one campaign: audience -> claim -> suppress -> send -> settle.
///
/// Way in: [TakeIn] brings the audience into the ledger, [Deliver] sends what is due; both work on one
/// [CampaignWork] and go on where a crash left them. `facts` asks the databases, `phones` knows whose a phone
/// is, `words` makes the notifications, `clock` knows quiet hours, `pace` how fast, `portion` which of them;
/// `care` sets aside what ends the process again and again, and `forecast` tells beforehand.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "gateway",
            "intake",
            "ledger",
            "ledger :: delivery",
            "ledger :: delivery-news",
            "ledger :: delivery-part",
            "ledger :: delivery-share",
            "ledger :: delivery-story",
            "manifest",
            "manifest :: campaign",
            "manifest :: template",
            "metrics"
        })
package dev.hikyaku.push;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
