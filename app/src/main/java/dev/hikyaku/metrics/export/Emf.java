package dev.hikyaku.metrics.export;

import dev.hikyaku.metrics.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// The measurements of one run as a line that CloudWatch reads metrics from. Source: Amazon CloudWatch, "Specification:
/// Embedded metric format". The one dimension is the run's name; outcomes and states stand in the names.
///
/// CloudWatch may read a line twice, so these numbers never are the books.
final class Emf {
    static final String NAMESPACE = "Hikyaku";
    static final String DIMENSION = "Run";

    /// Most metrics that CloudWatch takes from one directive.
    private static final int MOST = 100;

    private Emf() {}

    private record Value(double amount, String unit) {
        Value plus(Value more) {
            return new Value(amount + more.amount, unit);
        }

        Value orMore(Value other) {
            return amount >= other.amount ? this : other;
        }
    }

    /// Null when nothing was measured.
    static @Nullable String line(MeterRegistry registry, String run, Instant at) {
        var values = values(registry);
        if (values.isEmpty()) {
            return null;
        }
        var json = JsonNodeFactory.instance;
        var line = json.objectNode();
        var directive = json.objectNode().put("Namespace", NAMESPACE);
        directive.putArray("Dimensions").addArray().add(DIMENSION);
        var metrics = directive.putArray("Metrics");
        var head = line.putObject("_aws").put("Timestamp", at.toEpochMilli());
        head.putArray("CloudWatchMetrics").add(directive);
        line.put(DIMENSION, run);
        values.entrySet().stream().limit(MOST).forEach(entry -> {
            metrics.addObject()
                    .put("Name", entry.getKey())
                    .put("Unit", entry.getValue().unit());
            line.put(entry.getKey(), entry.getValue().amount());
        });
        return JsonMapper.shared().writeValueAsString(line);
    }

    private static Map<String, Value> values(MeterRegistry registry) {
        var values = new TreeMap<String, Value>();
        for (var metric : Metric.values()) {
            for (var meter : registry.find(metric.title()).meters()) {
                add(values, metric, meter);
            }
        }
        return values;
    }

    private static void add(Map<String, Value> values, Metric metric, Meter meter) {
        var name = name(metric, meter);
        switch (meter) {
            case Counter counter -> values.merge(name, new Value(counter.count(), "Count"), Value::plus);
            case Gauge gauge -> {
                var isAge = metric.kind() == Metric.Kind.AGE;
                var value = new Value(gauge.value(), isAge ? "Seconds" : "Count");
                values.merge(name, value, isAge ? Value::orMore : Value::plus);
            }
            case Timer timer -> {
                values.merge(name + "_count", new Value((double) timer.count(), "Count"), Value::plus);
                values.merge(name + "_seconds", new Value(timer.totalTime(TimeUnit.SECONDS), "Seconds"), Value::plus);
                values.merge(name + "_max", new Value(timer.max(TimeUnit.SECONDS), "Seconds"), Value::orMore);
            }
            case DistributionSummary summary -> {
                values.merge(name + "_count", new Value((double) summary.count(), "Count"), Value::plus);
                values.merge(name + "_max", new Value(summary.max(), "Count"), Value::orMore);
            }
            default -> {
                // There are no others in our list.
            }
        }
    }

    private static String name(Metric metric, Meter meter) {
        var name = metric.title().replace('.', '_');
        var id = meter.getId();
        var outcome = metric.tags().contains("outcome") ? id.getTag("outcome") : id.getTag("state");
        return outcome == null ? name : name + "_" + outcome;
    }
}
