/// What differs between the databases a ledger may live in.
@NullMarked
package dev.hikyaku.ledger.dialect;

import org.jspecify.annotations.NullMarked;
