/// What is told in the logs: a closed list, as JSON where machines read it.
///
/// Way in: [LogEvent].
@NullMarked
@NamedInterface("log")
package dev.hikyaku.metrics.log;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
