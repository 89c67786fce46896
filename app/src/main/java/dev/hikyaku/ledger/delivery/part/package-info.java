/// Parts of a campaign's run: several processes send it together, each the deliveries of one part at a time.
///
/// Way in: [dev.hikyaku.ledger.delivery.Deliveries#parts()]. Whoever works on a part holds the lease
/// `part:ID`, whose token fences each of its writes; a part whose lease expired is anybody's again.
@NullMarked
@NamedInterface("delivery-part")
package dev.hikyaku.ledger.delivery.part;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
