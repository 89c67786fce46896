/// Turns waiting changes into what Salesforce is sent: fields by the manifest, references by the ledger's remote ids.
///
/// Way in: [Rows].
@NullMarked
package dev.hikyaku.sync.rows;

import org.jspecify.annotations.NullMarked;
