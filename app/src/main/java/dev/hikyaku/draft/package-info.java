/// Proposes a manifest for a database that nobody has described yet: which tables, which Salesforce objects
/// and fields, what points to what. Everything is a guess by name and type, and says so where a person must
/// decide.
///
/// Way in: [Draft].
@NullMarked
@ApplicationModule(allowedDependencies = {"intake :: tables", "manifest"})
package dev.hikyaku.draft;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
