/// What a run would do, told without doing it: the rows of the sources are compared, every change is judged as a run
/// judges it, and the org is only read. Nothing is written into the ledger, no lease is taken, nothing is sent.
///
/// Way in: [Planner]. It goes the way of a run (cycles, rounds, lanes) with what the run would know by
/// then ([Foreseen]), so its numbers are those of the run; only what Salesforce alone judges can differ.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "run",
            "drift",
            "sync",
            "sync :: rows",
            "sync :: bulk",
            "intake",
            "intake :: outbox",
            "ledger",
            "manifest",
            "salesforce"
        })
package dev.hikyaku.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
