/// The outbox as a door: changes that the application wrote into table `hk_outbox` of its own database, in its own
/// transactions.
///
/// Way in: [OutboxDoor].
@NullMarked
@NamedInterface("outbox")
package dev.hikyaku.intake.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
