package dev.hikyaku.metrics;

import io.micrometer.core.instrument.Metrics;
import java.util.List;

/// Measurements are of the whole process: a test that makes some up takes them back.
public final class Forgotten {
    private Forgotten() {}

    /// Takes back what has this value in one of its tags.
    public static void all(String value) {
        for (var metric : Metric.values()) {
            if (metric.kind() == Metric.Kind.GAUGE || metric.kind() == Metric.Kind.AGE) {
                metric.keepOnly(List.of());
            }
        }
        for (var meter : List.copyOf(Metrics.globalRegistry.getMeters())) {
            if (meter.getId().getTags().stream().anyMatch(tag -> tag.getValue().equals(value))) {
                Metrics.globalRegistry.remove(meter);
            }
        }
    }
}
