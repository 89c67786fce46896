/// Speaks to one Salesforce org: OAuth, Bulk API 2.0 ingest, sObject Collections, describe, limits, query. Knows
/// nothing of Hikyaku.
///
/// Way in: [Salesforce].
@NullMarked
@ApplicationModule(allowedDependencies = {"metrics"})
package dev.hikyaku.salesforce;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
