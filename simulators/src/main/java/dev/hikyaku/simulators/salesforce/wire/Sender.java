package dev.hikyaku.simulators.salesforce.wire;

import com.sun.net.httpserver.HttpExchange;
import dev.hikyaku.simulators.salesforce.fault.Fault;
import dev.hikyaku.simulators.salesforce.fault.Faults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.zip.GZIPOutputStream;

/// Writes an answer to the wire.
public record Sender(HttpExchange exchange, Faults faults) {

    /// Sends the answer and ends the exchange.
    public void send(Answer answer) throws IOException {
        try (exchange) {
            // an unread request body would make the server close the connection
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            switch (answer) {
                case Answer.Nothing nothing -> exchange.sendResponseHeaders(nothing.status(), -1);
                case Answer.Json json ->
                    bytes(
                            json.status(),
                            "application/json;charset=UTF-8",
                            json.body().toString().getBytes(StandardCharsets.UTF_8));
                case Answer.Page page -> page(page);
                case Answer.Csv csv -> file(csv);
                case Answer.CsvStream csv -> csvStream(csv);
            }
        }
    }

    private void page(Answer.Page page) throws IOException {
        exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'self'; img-src data:");
        bytes(200, page.contentType(), page.text().getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(int status, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private void file(Answer.Csv csv) throws IOException {
        var size = Files.exists(csv.file()) ? Files.size(csv.file()) : 0;
        var cut = faults.take(
                Fault.Kind.TRUNCATE_RESULTS, "GET", exchange.getRequestURI().getRawPath());
        var wanted = cut.isPresent() ? (long) (size * cut.get().share()) : size;
        if (wanted == 0) {
            csv(0, _ -> {});
            return;
        }
        try (var file = Files.newInputStream(csv.file())) {
            csv(wanted, stream -> copy(file, stream, wanted));
        }
    }

    private void csvStream(Answer.CsvStream csv) throws IOException {
        var cut = faults.take(
                Fault.Kind.TRUNCATE_RESULTS, "GET", exchange.getRequestURI().getRawPath());
        if (cut.isEmpty()) {
            csv(0, csv.writer());
            return;
        }
        var whole = new ByteArrayOutputStream();
        csv.writer().writeTo(whole);
        csv(
                0,
                stream -> stream.write(
                        whole.toByteArray(), 0, (int) (whole.size() * cut.get().share())));
    }

    private void csv(long length, Answer.Writer writer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/csv");
        var accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        var zipped = accepted != null && accepted.contains("gzip");
        if (zipped) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        // 0 sends chunks of unknown number
        exchange.sendResponseHeaders(200, zipped ? 0 : length);
        try (var stream = zipped ? new GZIPOutputStream(exchange.getResponseBody()) : exchange.getResponseBody()) {
            writer.writeTo(stream);
        }
    }

    private static void copy(InputStream file, OutputStream stream, long wanted) throws IOException {
        var chunk = new byte[1 << 16];
        for (var left = wanted; left > 0; ) {
            var got = file.read(chunk, 0, (int) Math.min(left, chunk.length));
            if (got < 0) {
                return;
            }
            stream.write(chunk, 0, got);
            left -= got;
        }
    }
}
