/// What was told to people of a cause, kept so that many processes tell it once; and what there is to tell.
///
/// Way in: [dev.hikyaku.ledger.Ledger#alerts()].
@NullMarked
@NamedInterface("alert")
package dev.hikyaku.ledger.alert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
