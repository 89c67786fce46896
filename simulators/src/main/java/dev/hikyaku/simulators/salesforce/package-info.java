/// A simulator of Salesforce that speaks the real protocol: OAuth, describe, query, sObject Collections and Bulk API
/// 2.0.
///
/// Ways in: [dev.hikyaku.simulators.salesforce.SalesforceSimulator], as a program or in a test, and
/// [dev.hikyaku.simulators.salesforce.SalesforceSimulatorExtension] for JUnit. Everything it knows is in its folder and
/// survives `kill -9`; the journal's format is in the package `journal`.
@NullMarked
package dev.hikyaku.simulators.salesforce;

import org.jspecify.annotations.NullMarked;
