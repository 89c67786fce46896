/// What can be made to go wrong, by JSON over HTTP or from Java.
///
/// Way in: [dev.hikyaku.simulators.salesforce.fault.Faults].
@NullMarked
package dev.hikyaku.simulators.salesforce.fault;

import org.jspecify.annotations.NullMarked;
