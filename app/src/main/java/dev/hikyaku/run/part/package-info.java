/// Runs of campaigns that several processes send together: who cuts them, who is told, who sends which part.
///
/// Way in: [Division] sends a run, alone or with others; [PartSender] sends one part of it after the other.
/// [WorkQueue] only wakes others: what they may send is decided by the lease of each part, in the ledger.
@NullMarked
@NamedInterface("part")
package dev.hikyaku.run.part;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
