/// The contracts of runs, with a ledger in PostgreSQL.
@NullMarked
package dev.hikyaku.run.postgres;

import org.jspecify.annotations.NullMarked;
