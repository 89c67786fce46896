package dev.hikyaku.metrics.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hikyaku.metrics.Metric;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class OtlpTest {
    private final List<String> received = new CopyOnWriteArrayList<>();

    @Test
    void aShortRunSendsWhatItMeasuredBeforeItEnds() throws IOException {
        var collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/metrics", exchange -> {
            assertThat(exchange.getRequestHeaders().getFirst("Content-Type")).isEqualTo("application/x-protobuf");
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try {
            var endpoint =
                    URI.create("http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/metrics");
            try (var _ = Exports.none().otlp(endpoint, Duration.ofHours(1))) {
                Metric.RECORD.add(3, "otlp", "accepted", "none");
                assertThat(received).isEmpty();
            }
        } finally {
            collector.stop(0);
        }
        assertThat(received).singleElement().asString().contains("hikyaku.record", "otlp", "service.name", "hikyaku");
    }
}
