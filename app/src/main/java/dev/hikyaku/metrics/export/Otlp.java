package dev.hikyaku.metrics.export;

import io.micrometer.core.instrument.Clock;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How measurements are sent to an OpenTelemetry collector: OTLP over HTTP.
final class Otlp {
    private Otlp() {}

    static OtlpMeterRegistry registry(URI endpoint, Duration every) {
        return new OtlpMeterRegistry(config(endpoint, every), Clock.SYSTEM);
    }

    private static OtlpConfig config(URI endpoint, Duration every) {
        return new OtlpConfig() {
            @Override
            public @Nullable String get(String key) {
                return null;
            }

            @Override
            public String url() {
                return endpoint.toString();
            }

            @Override
            public Duration step() {
                return every;
            }

            @Override
            public Map<String, String> resourceAttributes() {
                var told = new HashMap<>(OtlpConfig.super.resourceAttributes());
                told.putIfAbsent("service.name", "hikyaku");
                return told;
            }
        };
    }
}
