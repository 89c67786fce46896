package dev.hikyaku.simulators.sqs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The HTTP server, on this machine only; a virtual thread per request.
final class SqsServer implements AutoCloseable {
    static {
        // without it small answers wait 40 ms for the client's delayed ACK
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // the server's own 30 s and 200 connections would close what a client is about to use
        System.setProperty("sun.net.httpserver.idleInterval", "300");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    }

    private static final String PREFIX = "AmazonSQS.";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queues queues;
    private final Actions actions;

    /// Binds the port; 0 takes any free one.
    SqsServer(int port, Queues queues, Clock clock) throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1024);
        this.queues = queues;
        this.actions = new Actions(queues, new Deeds(queues, clock), url().toString());
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    void start() {
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (exchange.getRequestURI().getPath().equals("/simulator/status")) {
                send(exchange, 200, "application/json", status());
            } else {
                answer(exchange, body);
            }
        } catch (IOException gone) {
            // nobody is there to be answered
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error bug) {
            System.getLogger("simulator").log(System.Logger.Level.ERROR, "a request broke", bug);
        }
    }

    private void answer(HttpExchange exchange, String body) throws IOException, InterruptedException {
        var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        try {
            if (target == null || !target.startsWith(PREFIX)) {
                throw Refusal.of("UnsupportedOperation", "the simulator speaks the JSON protocol alone (X-Amz-Target)");
            }
            var call = Digest.json(body.isEmpty() ? "{}" : body);
            send(exchange, 200, "application/x-amz-json-1.0", actions.answer(target.substring(PREFIX.length()), call));
        } catch (Refusal refused) {
            refuse(exchange, refused);
        } catch (JacksonException broken) {
            refuse(exchange, Refusal.wrong("no JSON: " + broken.getOriginalMessage()));
        }
    }

    private static void refuse(HttpExchange exchange, Refusal refused) throws IOException {
        exchange.getResponseHeaders().set("x-amzn-query-error", refused.queryCode() + ";Sender");
        var told = JsonNodeFactory.instance
                .objectNode()
                .put("__type", "com.amazonaws.sqs#" + refused.type())
                .put("message", refused.text());
        send(exchange, 400, "application/x-amz-json-1.0", told);
    }

    private ObjectNode status() {
        var status = JsonNodeFactory.instance.objectNode();
        queues.all().forEach(named -> {
            var counts = named.queue().counts();
            status.putObject(named.name())
                    .put("visible", counts.visible())
                    .put("hidden", counts.hidden())
                    .put("sent", counts.sent())
                    .put("deleted", counts.deleted())
                    .put("cameAgain", counts.cameAgain());
        });
        return status;
    }

    private static void send(HttpExchange exchange, int status, String type, ObjectNode json) throws IOException {
        var bytes = json.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
