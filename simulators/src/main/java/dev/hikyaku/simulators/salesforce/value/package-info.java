/// Single values: how Salesforce checks them, how it writes them again, and why it refuses one.
///
/// Way in: [dev.hikyaku.simulators.salesforce.value.Values].
@NullMarked
package dev.hikyaku.simulators.salesforce.value;

import org.jspecify.annotations.NullMarked;
