/// A simulator of Firebase Cloud Messaging that speaks the real protocol: OAuth with signed assertions, and HTTP v1.
///
/// Ways in: [dev.hikyaku.simulators.push.fcm.FcmSimulator], as a program or in a test, and
/// [dev.hikyaku.simulators.push.fcm.FcmSimulatorExtension] for JUnit. Its folder holds the account's key and the
/// phones'
/// journal (package `push.phones`) and survives `kill -9`; its doors are listed in the package `http`.
///
/// Not simulated: topics, the burst limit of collapsible messages, APNs' own limits. Addresses that begin with `ios` or
/// `web` are such phones, all others run Android; addresses that begin with `sim-` meet faults (package `fault`).
@NullMarked
package dev.hikyaku.simulators.push.fcm;

import org.jspecify.annotations.NullMarked;
