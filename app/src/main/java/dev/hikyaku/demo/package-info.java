/// The world of `hikyaku demo`: a shop with its own database, a fake Salesforce org, and a project that joins them.
///
/// Way in: [Demo]. The database is the demo's own, so this package speaks SQL to it; everything else it leaves to the
/// stations it shows.
@NullMarked
@ApplicationModule(allowedDependencies = {"run", "manifest"})
package dev.hikyaku.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
