/// The doors of the fake org: login, REST, Bulk, and the simulator's own switches and page.
///
/// Way in: [dev.hikyaku.simulators.salesforce.http.HttpDoors].
@NullMarked
package dev.hikyaku.simulators.salesforce.http;

import org.jspecify.annotations.NullMarked;
