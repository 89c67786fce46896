/// Between the outbox and the ledger of a run.
@NullMarked
package dev.hikyaku.run.outbox;

import org.jspecify.annotations.NullMarked;
