/// Keeps the one true state of every change, and is the only writer of Hikyaku's tables.
///
/// Way in: [Ledger]. What is done on behalf of a run carries a [Fence], so that a process that lost its lease
/// can write nothing any more. States: `waiting -> claimed -> settled(outcome)`; a claimed change whose bulk
/// job is closed counts as *sent*.
///
/// `view` answers what people ask of it, `verdicts` and `remote` write parts of it, `delivery` keeps campaigns,
/// `start` knows which run may begin; `standing` looks how things stand now, `tail` what comes,
/// `history` how it went; `alert` knows who
/// was told, `people` who may ask; `dialect` is what differs between databases.
@NullMarked
@ApplicationModule(allowedDependencies = {"metrics"})
package dev.hikyaku.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
