/// Records and their ids in Salesforce: the ids they had before, and pages of them to hold against an org.
///
/// Way in: [dev.hikyaku.ledger.Ledger#remoteIds()] and [dev.hikyaku.ledger.Ledger#knownRecords()].
@NullMarked
@NamedInterface("remote")
package dev.hikyaku.ledger.remote;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
