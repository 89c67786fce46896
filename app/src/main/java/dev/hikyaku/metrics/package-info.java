/// What is measured, under names that never change by the way: a closed list, and no key or id in any tag.
///
/// Way in: [Metric]. `export` brings it to Prometheus, OpenTelemetry or CloudWatch; `log` is the closed list of what is
/// told in the logs. As long as nobody listens, measuring costs next to nothing.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.hikyaku.metrics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
