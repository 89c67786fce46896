/// Who may use the dashboard, whom the manifest means by a name, and what people did there.
///
/// Way in: [dev.hikyaku.ledger.Ledger#people()].
@NullMarked
@NamedInterface("people")
package dev.hikyaku.ledger.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
