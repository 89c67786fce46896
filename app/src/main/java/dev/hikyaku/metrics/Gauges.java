package dev.hikyaku.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The newest values of gauges, held here as long as they are true.
final class Gauges {
    private static final Map<Place, Shown> ALL = new ConcurrentHashMap<>();

    private Gauges() {}

    private record Place(Metric metric, List<String> values) {}

    private record Shown(AtomicLong bits, Gauge gauge) {}

    static void set(Metric metric, double value, List<String> values) {
        ALL.computeIfAbsent(new Place(metric, values), Gauges::show).bits().set(Double.doubleToRawLongBits(value));
    }

    private static Shown show(Place place) {
        var metric = place.metric();
        var bits = new AtomicLong();
        var gauge = Gauge.builder(metric.title(), bits, held -> Double.longBitsToDouble(held.get()))
                .description(metric.description())
                .baseUnit(metric.kind() == Metric.Kind.AGE ? "seconds" : null)
                .tags(metric.tagged(place.values().toArray(String[]::new)))
                .strongReference(true)
                .register(Metrics.globalRegistry);
        return new Shown(bits, gauge);
    }

    static Map<List<String>, Double> newest(Metric metric) {
        var newest = new HashMap<List<String>, Double>();
        ALL.forEach((place, shown) -> {
            if (place.metric() == metric) {
                newest.put(place.values(), Double.longBitsToDouble(shown.bits().get()));
            }
        });
        return newest;
    }

    static void keepOnly(Metric metric, Collection<List<String>> rows) {
        for (var place : List.copyOf(ALL.keySet())) {
            if (place.metric() == metric && !rows.contains(place.values())) {
                var gone = ALL.remove(place);
                if (gone != null) {
                    Metrics.globalRegistry.remove(gone.gauge());
                }
            }
        }
    }
}
