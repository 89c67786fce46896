/// The bulk lane: one sync's way through Bulk API 2.0 in three stages, extract (ledger -> CSV), ship (CSV -> bulk job
/// ->
/// result files), settle (result files -> ledger).
///
/// Way in: [Extract], [Ship], [Settle], all on one [dev.hikyaku.sync.Work]. Files are only a cache: the ledger and
/// Salesforce's own job are the truth, so any stage goes on after a crash, on another machine too.
@NullMarked
@NamedInterface("bulk")
package dev.hikyaku.sync.bulk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
