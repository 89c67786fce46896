/// Somebody who works in the org by hand: edits, deletes, undeletes, merges, refreshes.
///
/// Way in: [dev.hikyaku.simulators.salesforce.user.OrgUser].
@NullMarked
package dev.hikyaku.simulators.salesforce.user;

import org.jspecify.annotations.NullMarked;
