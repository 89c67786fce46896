package dev.hikyaku.metrics.export;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What listens to the measurements of this process, until it is closed. Closing sends what was not sent yet, so a
/// short run has to close it.
public final class Exports implements AutoCloseable {
    private final List<MeterRegistry> listening = new ArrayList<>();
    private final List<AutoCloseable> watching = new ArrayList<>();

    private Exports() {}

    /// Nobody listens yet.
    public static Exports none() {
        return new Exports();
    }

    /// Lets Prometheus ask, and measures the virtual machine besides.
    public Prometheus prometheus() {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        watchMachine(registry);
        listen(registry);
        return registry::scrape;
    }

    /// What Prometheus gets when it asks.
    public interface Prometheus {
        /// Its media type.
        String TYPE = "text/plain; version=0.0.4; charset=utf-8";

        /// All series, in Prometheus's text format.
        String scrape();
    }

    /// Sends measurements to an OpenTelemetry collector, again and again, and once more at the end. Secrets of the
    /// collector come by `OTEL_EXPORTER_OTLP_HEADERS`, as OpenTelemetry says.
    ///
    /// @param endpoint URL of the metrics receiver, such as `http://localhost:4318/v1/metrics`
    /// @param every time between two messages
    public Exports otlp(URI endpoint, Duration every) {
        var registry = Otlp.registry(endpoint, every);
        watchMachine(registry);
        listen(registry);
        return this;
    }

    /// Keeps measurements to the end of a run, for the one line that tells them to CloudWatch.
    public Line emf() {
        var registry = new SimpleMeterRegistry();
        listen(registry);
        return (run, at) -> Emf.line(registry, run, at);
    }

    /// One line of CloudWatch's embedded metric format.
    public interface Line {
        /// The line.
        ///
        /// @param run names of the syncs or the campaign; the one dimension of all metrics
        @Nullable
        String of(String run, Instant at);
    }

    private void listen(MeterRegistry registry) {
        listening.add(registry);
        Metrics.addRegistry(registry);
    }

    private void watchMachine(MeterRegistry registry) {
        var collections = new JvmGcMetrics();
        watching.add(collections);
        List<MeterBinder> machine = List.of(
                new JvmMemoryMetrics(),
                collections,
                new JvmThreadMetrics(),
                new ProcessorMetrics(),
                new UptimeMetrics());
        machine.forEach(part -> part.bindTo(registry));
    }

    @Override
    public void close() {
        listening.forEach(Metrics::removeRegistry);
        for (var part : watching) {
            try {
                part.close();
            } catch (Exception failed) {
                throw new IllegalStateException("measuring does not end", failed);
            }
        }
        listening.forEach(MeterRegistry::close);
        listening.clear();
        watching.clear();
    }
}
