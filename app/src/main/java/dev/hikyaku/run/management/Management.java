package dev.hikyaku.run.management;

import com.zaxxer.hikari.HikariDataSource;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.metrics.export.Exports;
import dev.hikyaku.web.Readiness;
import dev.hikyaku.web.WebServer;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/// What a service tells operators while it serves: its port, and what is sent to a collector. Nothing, unless the
/// settings wish for it.
public final class Management implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int CONNECTIONS = 64;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private Management() {}

    /// Begins.
    ///
    /// @param syncs whose gauges are read
    /// @param told hears where the port is
    /// @throws WebServer.CannotOpen when the port can't be had
    public static Management open(
            ManagementSettings settings, Ledger ledger, List<String> syncs, Consumer<String> told) {
        var management = new Management();
        try {
            management.begin(settings, ledger, syncs, told);
            return management;
        } catch (RuntimeException failed) {
            management.close();
            throw failed;
        }
    }

    private void begin(ManagementSettings settings, Ledger ledger, List<String> syncs, Consumer<String> told) {
        var port = settings.management().port();
        var collector = settings.otlp().endpoint();
        if (port == null && collector == null) {
            return;
        }
        var exports = Exports.none();
        open.push(exports);
        if (collector != null) {
            exports.otlp(collector, settings.otlp().every());
        }
        if (ledger.dataSource() instanceof HikariDataSource pool && pool.getMetricRegistry() == null) {
            pool.setMetricRegistry(Metrics.globalRegistry);
        }
        var gauges = new LedgerGauges(ledger, syncs);
        open.push(gauges);
        if (port != null) {
            var bind = settings.management().bind();
            var pages = new Pages(new Readiness(ledger::canWrite), gauges::newest, exports.prometheus());
            var server = new WebServer(
                    new WebServer.Settings(bind, port, CONNECTIONS, SILENCE, "HIKYAKU_MANAGEMENT"), List.of(pages));
            open.push(server);
            server.open();
            told.accept("http://" + bind + ":" + server.port());
        }
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception failed) {
                throw new IllegalStateException("the management port does not close", failed);
            }
        }
    }
}
