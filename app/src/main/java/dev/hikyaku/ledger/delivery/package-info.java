/// Deliveries of campaigns: who is owed a notification, which device it went to, and what became of it.
///
/// Way in: [dev.hikyaku.ledger.Ledger#deliveries()]. A delivery lives `waiting -> sent -> settled(outcome)`;
/// what is `sent` may be on the wire, and after a crash nobody knows whether it was. `story` tells of it,
/// `news` keeps what providers say later, `share` divides their quotas, `part` divides a run among processes,
/// `update` writes many at once.
@NullMarked
@NamedInterface("delivery")
package dev.hikyaku.ledger.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
