/// What is to be told of deliveries, and what stands beside them: starts that nobody made, tests on one phone.
///
/// Way in: [dev.hikyaku.ledger.delivery.Deliveries#story()], `spent()` and `notes()`.
@NullMarked
@NamedInterface("delivery-story")
package dev.hikyaku.ledger.delivery.story;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
