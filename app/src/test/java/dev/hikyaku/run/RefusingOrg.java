package dev.hikyaku.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.hikyaku.simulators.salesforce.SalesforceSimulator;
import dev.hikyaku.simulators.salesforce.fault.Fault;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// Stands between a run and the simulator: rows that the simulator finds locked come back refused with any code.
final class RefusingOrg implements AutoCloseable {
    private static final Set<String> HEADERS = Set.of("authorization", "content-type", "accept");

    private final SalesforceSimulator org;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> errors = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile String away = "";
    private volatile int awayAt;

    RefusingOrg(SalesforceSimulator org) {
        this.org = org;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::pass);
        server.start();
    }

    URI loginUrl() {
        return url().resolve("/services/oauth2/token");
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Refuses the row with this external id or Id once.
    ///
    /// @param error as in `sf__Error`
    void refuseOnce(String row, String error) {
        refuse(row, error, 1);
    }

    /// Refuses the row with this external id or Id so many times.
    void refuse(String row, String error, int times) {
        errors.put(row, error);
        org.faults().set(Fault.lockParent(row).times(times));
    }

    /// How often this was asked for, such as `GET /sobjects/Account/describe`.
    long calls(String methodAndEnd) {
        var parts = methodAndEnd.split(" ", 2);
        return calls.stream()
                .filter(call -> call.startsWith(parts[0]) && call.endsWith(parts[1]))
                .count();
    }

    /// Turns such a call away with 503 when it comes for this time.
    ///
    /// @param methodAndEnd as for [#calls(String)]
    void turnAway(String methodAndEnd, int time) {
        away = methodAndEnd;
        awayAt = time;
    }

    private boolean isTurnedAway(String call) {
        var parts = away.split(" ", 2);
        return !away.isEmpty() && call.startsWith(parts[0]) && call.endsWith(parts[1]) && calls(away) == awayAt;
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().toString();
            var call = exchange.getRequestMethod() + " " + path;
            calls.add(call);
            if (isTurnedAway(call)) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            var request = HttpRequest.newBuilder(org.url().resolve(path))
                    .method(
                            exchange.getRequestMethod(),
                            BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                    request.header(name, values.getFirst());
                }
            });
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            answer.headers()
                    .firstValue("content-type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            var body = changed(path, new String(answer.body(), StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private String changed(String path, String body) {
        if (path.contains("/failedResults")) {
            return refused(body);
        }
        return path.endsWith("/token")
                ? body.replace(org.url().toString().replaceAll("/$", ""), url().toString())
                : body;
    }

    private String refused(String results) {
        var text = new StringWriter();
        try (var csv = CsvReader.builder().ofCsvRecord(results);
                var out = CsvWriter.builder().build(text)) {
            csv.forEach(record -> {
                var cells = new ArrayList<>(record.getFields());
                var error = cells.stream()
                        .filter(errors::containsKey)
                        .map(errors::get)
                        .findFirst();
                error.ifPresent(told -> cells.set(1, told));
                out.writeRecord(cells);
            });
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
