/// Outcomes as they settle, for whoever watches.
///
/// Way in: [dev.hikyaku.ledger.Ledger#look].
@NullMarked
@NamedInterface("tail")
package dev.hikyaku.ledger.tail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
