package dev.hikyaku.simulators.push.sns.publish;

import dev.hikyaku.simulators.push.phones.Phones;
import dev.hikyaku.simulators.push.sns.event.FailureEvents;
import dev.hikyaku.simulators.push.sns.fault.SnsFaults;
import dev.hikyaku.simulators.push.sns.registry.Registry;
import dev.hikyaku.simulators.salesforce.journal.Journal;
import java.time.Clock;

/// What a publish meets on its way.
///
/// @param events where failures are told
public record Surroundings(
        Registry registry, Phones phones, FailureEvents events, SnsFaults faults, Journal journal, Clock clock) {}
