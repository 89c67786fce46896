/// How several processes share one embedded ledger without closing it under each other.
@NullMarked
package dev.hikyaku.ledger.embedded;

import org.jspecify.annotations.NullMarked;
