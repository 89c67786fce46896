/// A small SOQL: one object, conditions joined by AND, ORDER BY, LIMIT.
///
/// Way in: [dev.hikyaku.simulators.salesforce.query.Soql].
@NullMarked
package dev.hikyaku.simulators.salesforce.query;

import org.jspecify.annotations.NullMarked;
