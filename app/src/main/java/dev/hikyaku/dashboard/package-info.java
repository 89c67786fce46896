/// The dashboard: pages in a browser, with login and roles. What it shows stands in the ledger and in the manifest.
///
/// Way in: [Dashboard]. `login` decides who may do what, `page` is what all pages have in common; the others are the
/// pages, one package each.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "metrics",
            "run",
            "run :: campaign",
            "run :: doctor",
            "run :: doors",
            "run :: history",
            "run :: management",
            "run :: schedule",
            "push :: forecast",
            "story",
            "web",
            "ledger",
            "ledger :: people",
            "ledger :: start",
            "ledger :: delivery",
            "ledger :: delivery-story",
            "ledger :: history",
            "ledger :: view",
            "ledger :: tail",
            "manifest",
            "manifest :: campaign"
        })
package dev.hikyaku.dashboard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
