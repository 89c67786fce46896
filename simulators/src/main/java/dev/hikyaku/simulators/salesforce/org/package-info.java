/// The fake org's records, and what it accepts or refuses.
///
/// Way in: [dev.hikyaku.simulators.salesforce.org.Org]. Every write goes through one
/// [dev.hikyaku.simulators.salesforce.org.Transaction] at a time and is in the journal before it is acknowledged.
@NullMarked
package dev.hikyaku.simulators.salesforce.org;

import org.jspecify.annotations.NullMarked;
