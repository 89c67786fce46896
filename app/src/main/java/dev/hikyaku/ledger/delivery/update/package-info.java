/// Many deliveries changed at once, each to values of its own, in the way each database is quick at.
@NullMarked
package dev.hikyaku.ledger.delivery.update;

import org.jspecify.annotations.NullMarked;
