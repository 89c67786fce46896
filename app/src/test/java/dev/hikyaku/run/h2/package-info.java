/// The contracts of runs, with a ledger in H2.
@NullMarked
package dev.hikyaku.run.h2;

import org.jspecify.annotations.NullMarked;
