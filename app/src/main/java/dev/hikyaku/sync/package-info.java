/// One sync's way to Salesforce: what travels ([Work]), whether the org takes it ([OrgCheck]), what Salesforce's codes
/// mean ([Codes]).
///
/// Below it, in the order of the data's way: `rows` (changes -> rows), `bulk` (the lane for much), `collections`
/// (the lane for little).
@NullMarked
@ApplicationModule(
        allowedDependencies = {"ledger", "ledger :: remote", "manifest", "metrics", "metrics :: log", "salesforce"})
package dev.hikyaku.sync;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
