/// Who may use the dashboard, and what they did there.
///
/// Way in: [dev.hikyaku.ledger.Ledger#users()], [dev.hikyaku.ledger.Ledger#audit()].
@NullMarked
@NamedInterface("people")
package dev.hikyaku.ledger.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
