/// How it went: what was taken in and settled, how long the oldest waited and how fresh Salesforce was, minute by
/// minute.
///
/// Way in: [dev.hikyaku.ledger.Ledger#history()]. Each transaction that settles something leaves one row beside it
/// ([dev.hikyaku.ledger.history.Progress]); whoever holds the lease rolls those rows up.
@NullMarked
@NamedInterface("history")
package dev.hikyaku.ledger.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
