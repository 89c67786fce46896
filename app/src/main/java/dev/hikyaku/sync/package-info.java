/// One sync's way to Salesforce, in three stages: extract (ledger -> CSV), ship (CSV -> bulk job -> result files),
/// settle
/// (result files -> ledger).
///
/// Way in: [Extract], [Ship], [Settle], all on one [Work]. Files are only a cache: the ledger and Salesforce's own job
/// are
/// the truth, so any stage goes on after a crash, on another machine too.
@NullMarked
@ApplicationModule(allowedDependencies = {"ledger", "manifest", "salesforce"})
package dev.hikyaku.sync;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
