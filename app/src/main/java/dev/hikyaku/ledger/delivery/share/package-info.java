/// How runs that send at the same time share what a provider takes.
///
/// Way in: [dev.hikyaku.ledger.delivery.Deliveries#shares()].
@NullMarked
@NamedInterface("delivery-share")
package dev.hikyaku.ledger.delivery.share;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
