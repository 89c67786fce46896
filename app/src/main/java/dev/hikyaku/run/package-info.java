/// Runs: who may work (leases), in which order (a Spring Batch job of the stages of each sync), and what it
/// came to.
///
/// Way in: [Project] opens what a project folder declares, [Runner] runs syncs of it, [Upkeep] holds the
/// ledger against the org; `campaign` runs campaigns, `part` divides them among processes, `worker` is such a
/// process, `resident` serves, `schedule` starts both by the clock, `doors` and `outbox` take changes in.
/// `measure` and `management` tell how things stand, `history` how they went, `doctor` only looks, `alert` tells
/// people.
/// `process` is what the runs of one process share, and knows of those that died.
///
/// Alone knows Spring Batch: jobs, steps and their history; what is owed and what was done stands in the
/// ledger.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "drift",
            "sync",
            "sync :: bulk",
            "sync :: collections",
            "intake",
            "gateway",
            "gateway :: fcm",
            "gateway :: sns",
            "intake :: credential",
            "intake :: group",
            "intake :: body",
            "intake :: http",
            "intake :: outbox",
            "intake :: sqs",
            "ledger",
            "ledger :: alert",
            "ledger :: delivery",
            "ledger :: delivery-news",
            "ledger :: delivery-part",
            "ledger :: delivery-story",
            "ledger :: history",
            "ledger :: standing",
            "ledger :: start",
            "manifest",
            "manifest :: alert",
            "manifest :: campaign",
            "metrics",
            "metrics :: export",
            "metrics :: log",
            "push",
            "push :: pace",
            "push :: clock",
            "push :: forecast",
            "push :: portion",
            "salesforce",
            "web"
        })
package dev.hikyaku.run;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
