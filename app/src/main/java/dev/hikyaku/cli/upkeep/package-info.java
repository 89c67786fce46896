/// Verbs that hold the ledger against the org: [RelinkVerb], [DriftVerb].
@NullMarked
package dev.hikyaku.cli.upkeep;

import org.jspecify.annotations.NullMarked;
