/// Who answers a verb: the ledger here, or another Hikyaku by `--at URL`.
///
/// Way in: [At], which a verb has as an option; it gives a [Desk].
@NullMarked
package dev.hikyaku.cli.desk;

import org.jspecify.annotations.NullMarked;
