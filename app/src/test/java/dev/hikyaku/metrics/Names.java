package dev.hikyaku.metrics;

/// Names of metrics as exporters write them.
public final class Names {
    private Names() {}

    /// As Prometheus shows it.
    public static String inPrometheus(Metric metric) {
        var name = metric.title().replace('.', '_');
        return switch (metric.kind()) {
            case COUNTER -> name + "_total";
            case TIMER, LONG_TIMER, AGE -> name + "_seconds";
            case SUMMARY, GAUGE -> name;
        };
    }
}
