/// The doors by which changes come in: a library call ([dev.hikyaku.ledger.Changes]); the scan, which compares rows of
/// the application's database with the fingerprints of what was last wished for; HTTP.
///
/// Way in: [Scan]; [Findings] only looks. All doors write the same thing into the ledger: changes. Campaigns read
/// their audiences ([AudienceRows]), devices and consents ([Registrations]) from the same database.
@NullMarked
@ApplicationModule(allowedDependencies = {"ledger", "manifest", "manifest :: campaign", "metrics", "web"})
package dev.hikyaku.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
