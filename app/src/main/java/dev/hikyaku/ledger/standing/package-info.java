/// How things stand now, for gauges and alarms: small questions that an index answers, whatever the ledger's size;
/// and looks, part by part, whether all stands as it should.
///
/// Way in: [dev.hikyaku.ledger.Ledger#standing()].
@NullMarked
@NamedInterface("standing")
package dev.hikyaku.ledger.standing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
