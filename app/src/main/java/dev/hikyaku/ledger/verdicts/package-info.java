/// How verdicts on waiting changes are written.
@NullMarked
package dev.hikyaku.ledger.verdicts;

import org.jspecify.annotations.NullMarked;
