/// Where measurements go: Prometheus asks for them, OpenTelemetry (OTLP) is sent them, CloudWatch finds them in a
/// log line.
///
/// Way in: [Exports].
@NullMarked
@NamedInterface("export")
package dev.hikyaku.metrics.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
