/// What goes wrong on purpose: for addresses that begin so, for a share of them, for a while.
///
/// Way in: [dev.hikyaku.simulators.push.fcm.fault.FcmFaults]. An address that begins with `sim-` and a kind, such as
/// `sim-unregistered-17`, meets that fault without being told to.
@NullMarked
package dev.hikyaku.simulators.push.fcm.fault;

import org.jspecify.annotations.NullMarked;
