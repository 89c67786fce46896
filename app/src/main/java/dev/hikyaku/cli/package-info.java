/// The command line: verbs, exit codes and words for people.
///
/// Way in: [Cli]. Results go to standard output, talk and progress to standard error; `--json` gives the same for
/// machines. No verb starts more of the program than it needs.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "story",
            "dashboard",
            "dashboard :: login",
            "ledger :: people",
            "run",
            "run :: alert",
            "run :: doctor",
            "run :: doors",
            "run :: history",
            "run :: management",
            "run :: resident",
            "run :: campaign",
            "run :: part",
            "run :: worker",
            "run :: process",
            "run :: schedule",
            "sync :: collections",
            "plan",
            "drift",
            "manifest",
            "metrics :: export",
            "metrics :: log",
            "manifest :: campaign",
            "ledger",
            "ledger :: remote",
            "ledger :: start",
            "ledger :: view",
            "ledger :: tail",
            "ledger :: delivery",
            "ledger :: delivery-part",
            "ledger :: delivery-story",
            "push :: forecast",
            "sync",
            "demo",
            "draft",
            "intake",
            "intake :: tables",
            "salesforce"
        })
package dev.hikyaku.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
