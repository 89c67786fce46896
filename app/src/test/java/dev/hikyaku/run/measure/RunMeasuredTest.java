package dev.hikyaku.run.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.metrics.Metric;
import dev.hikyaku.metrics.export.Exports;
import dev.hikyaku.run.ShopRun;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What a run tells of itself, counted against its books.
class RunMeasuredTest extends ShopRun {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:mem:measured" + folder.getFileName() + ";DB_CLOSE_DELAY=-1";
    }

    @BeforeEach
    void listen() {
        Metrics.addRegistry(registry);
    }

    @AfterEach
    void leave() {
        Metrics.removeRegistry(registry);
    }

    private double count(Metric metric, String... tags) {
        return registry.find(metric.title()).tags(tags).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private long times(Metric metric, String... tags) {
        return registry.find(metric.title()).tags(tags).timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }

    @Test
    void countersSayWhatTheBooksSay() {
        threeTiers();
        var report = shop.run();
        assertThat(report.exitCode()).isZero();
        assertThat(count(Metric.INTAKE, "sync", "person"))
                .isEqualTo(books(report, "person").takenIn());
        assertThat(count(Metric.RECORD, "sync", "person", "outcome", "accepted"))
                .isEqualTo(books(report, "person").accepted())
                .isPositive();
        assertThat(times(Metric.RECORD_DURATION, "sync", "person")).isPositive();
        assertThat(times(Metric.BULK_JOB, "sync", "person")).isPositive();
        assertThat(times(Metric.REQUEST, "peer", "salesforce", "outcome", "success"))
                .isGreaterThan(5);
        assertThat(times(Metric.RUN, "exit.code", "0")).isEqualTo(1);
        assertThat(count(Metric.LEASE_ACQUIRED, "lease", "sync:person")).isEqualTo(1);
        assertThat(registry.get(Metric.IMBALANCE.title())
                        .tag("sync", "person")
                        .gauge()
                        .value())
                .isZero();
        assertThat(registry.get(Metric.QUOTA_LIMIT.title()).gauge().value()).isPositive();
    }

    private long series() {
        return registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("hikyaku."))
                .count();
    }

    @Test
    void noTagHoldsAKeyOfARecord() {
        threeTiers();
        var before = series();
        shop.run();
        var operations = registry.find(Metric.REQUEST.title()).tag("peer", "salesforce").timers().stream()
                .map(timer -> timer.getId().getTag("operation"))
                .distinct()
                .toList();
        assertThat(operations)
                .contains("bulk.results", "bulk.upload", "describe")
                .isSubsetOf(
                        "bulk.create",
                        "bulk.upload",
                        "bulk.close",
                        "bulk.look",
                        "bulk.results",
                        "bulk.delete",
                        "collections",
                        "describe",
                        "query",
                        "limits",
                        "token",
                        "other");
        assertThat(series() - before)
                .as("series of a run of all syncs of the shop")
                .isLessThan(200);
    }

    @Test
    void aRunTellsCloudWatchInOneLine() {
        threeTiers();
        try (var exports = Exports.none()) {
            var line = exports.emf();
            shop.run();
            var text = line.of("all", Instant.now());
            assertThat(List.of(String.valueOf(text).split("\n"))).hasSize(1);
            var root = JsonMapper.shared().readTree(text);
            assertThat(root.path("hikyaku_record_accepted").asInt()).isPositive();
            assertThat(root.path("hikyaku_run_duration_count").asInt()).isEqualTo(1);
            assertThat(root.path("hikyaku_accounting_imbalance").asInt()).isZero();
        }
    }
}
