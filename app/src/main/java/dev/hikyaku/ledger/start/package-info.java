/// What is known before a run begins: which scheduled instants are done with, and where earlier processes died.
///
/// Way in: [dev.hikyaku.ledger.Ledger#instants()], [dev.hikyaku.ledger.Ledger#places()].
@NullMarked
@NamedInterface("start")
package dev.hikyaku.ledger.start;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
