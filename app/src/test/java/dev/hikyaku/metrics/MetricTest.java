package dev.hikyaku.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.metrics.export.Exports;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricTest {
    private final Exports exports = Exports.none();
    private final Exports.Prometheus prometheus = exports.prometheus();

    @AfterEach
    void close() {
        Forgotten.all("some");
        exports.close();
    }

    @Test
    void everyMetricComesToPrometheusUnderItsName() {
        for (var metric : Metric.values()) {
            measure(metric);
        }
        var shown = prometheus.scrape();
        for (var metric : Metric.values()) {
            assertThat(shown).as(metric.title()).contains("\n" + Names.inPrometheus(metric));
        }
        assertThat(shown).contains("jvm_memory_used_bytes", "process_uptime_seconds");
    }

    private static void measure(Metric metric) {
        var values = metric.tags().stream().map(_ -> "some").toArray(String[]::new);
        switch (metric.kind()) {
            case COUNTER -> metric.add(1, values);
            case TIMER, LONG_TIMER -> metric.took(Duration.ofMillis(20), values);
            case SUMMARY -> metric.saw(7, values);
            case GAUGE, AGE -> metric.set(7, values);
        }
    }

    @Test
    void namesAndTagsAreTheConventionsOfOpenTelemetry() {
        assertThat(Arrays.stream(Metric.values()).map(Metric::title))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("hikyaku(\\.[a-z]+)+"))
                .noneMatch(name -> name.endsWith(".total") || name.endsWith(".count"));
        assertThat(Arrays.stream(Metric.values()).map(Metric::tags).flatMap(List::stream))
                .as("nothing that can have more values than the manifest and the code have names")
                .isSubsetOf(
                        "sync",
                        "campaign",
                        "outcome",
                        "reason",
                        "state",
                        "lease",
                        "peer",
                        "operation",
                        "error.type",
                        "allowance",
                        "run",
                        "exit.code",
                        "door",
                        "source");
    }

    @Test
    void aValueForEachTagIsWanted() {
        assertThatThrownBy(() -> Metric.RECORD.add(1, "contact"))
                .hasMessage("hikyaku.record: found 1 values, wanted [sync, outcome, reason]");
    }

    @Test
    void whatIsOverIsNotShownAnyMore() {
        Metric.PAUSED.set(1, "sync:old");
        Metric.PAUSED.set(1, "sync:new");
        assertThat(prometheus.scrape()).contains("lease=\"sync:old\"");
        Metric.PAUSED.keepOnly(List.of(List.of("sync:new")));
        assertThat(prometheus.scrape()).contains("lease=\"sync:new\"").doesNotContain("sync:old");
        Metric.PAUSED.keepOnly(List.of());
    }

    @Test
    void codesBecomeFewFamilies() {
        assertThat(List.of(
                        "REQUIRED_FIELD_MISSING",
                        "UNABLE_TO_LOCK_ROW",
                        "REQUEST_LIMIT_EXCEEDED",
                        "DUPLICATES_DETECTED",
                        "INSUFFICIENT_ACCESS_OR_READONLY",
                        "ENTITY_IS_DELETED",
                        "HK3011",
                        "UNREGISTERED",
                        "HTTP_503",
                        "SOMETHING_NEW"))
                .extracting(Reason::of)
                .containsExactly(
                        "values",
                        "contention",
                        "limit",
                        "duplicate",
                        "access",
                        "gone",
                        "hikyaku",
                        "gone",
                        "server",
                        "other");
        assertThat(Reason.of(null)).isEqualTo("none");
    }
}
