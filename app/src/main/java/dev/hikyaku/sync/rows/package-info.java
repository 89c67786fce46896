/// Turns waiting changes into what Salesforce is sent: fields by the manifest, references by the ledger's remote ids.
///
/// Way in: [Page]. What nobody can tell without Salesforce (a value it refuses) is told there, all else here.
@NullMarked
@NamedInterface("rows")
package dev.hikyaku.sync.rows;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
