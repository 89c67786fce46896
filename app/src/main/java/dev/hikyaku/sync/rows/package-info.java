/// Turns waiting changes into what Salesforce is sent: fields by the manifest, references by the ledger's remote ids.
///
/// Way in: [Page]; and back, [OrgRecords] asks the org for the same records.
@NullMarked
@NamedInterface("rows")
package dev.hikyaku.sync.rows;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
