/// How the process tells operators how things stand: a port of its own, gauges read from the ledger, exporters.
///
/// Way in: [Management] for the service, [OneShot] for a run that has the process to itself.
@NullMarked
@NamedInterface("management")
package dev.hikyaku.run.management;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
