package dev.hikyaku.simulators.push.sns.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hikyaku.simulators.push.sns.access.Call;
import dev.hikyaku.simulators.push.sns.fault.SnsFault;
import dev.hikyaku.simulators.push.sns.fault.SnsFault.Kind;
import dev.hikyaku.simulators.push.sns.registry.Endpoint;
import dev.hikyaku.simulators.push.sns.wire.Form;
import dev.hikyaku.simulators.push.sns.wire.Refusal;
import dev.hikyaku.simulators.push.sns.wire.Xml;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/// The HTTP server, on this machine only; a virtual thread per request.
public final class SnsDoors implements AutoCloseable {
    static {
        // without it small answers wait 40 ms for the client's delayed ACK
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // the server's own 30 s and 200 connections would close what a client is about to use
        System.setProperty("sun.net.httpserver.idleInterval", "300");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    }

    private static final String QUEUE = "/123456789012/delivery-failures";
    private static final Pattern ATTEMPT = Pattern.compile("attempt=([0-9]{1,4})");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SnsWorld world;
    private final Actions actions;
    private final QueueDoor queue;
    private final SnsControlDoor control;

    /// Binds the port; 0 takes any free one.
    public SnsDoors(int port, SnsWorld world) throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1024);
        this.world = world;
        this.actions = new Actions(world.around().registry(), world.courier());
        this.queue = new QueueDoor(world.queue(), queueUrl().toString());
        this.control = new SnsControlDoor(world);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    /// Begins to answer.
    public void start() {
        server.start();
    }

    /// The base address, for example `http://127.0.0.1:8080`.
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// The queue's address.
    public URI queueUrl() {
        return url().resolve(QUEUE);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var target = header(exchange, "X-Amz-Target");
            var path = exchange.getRequestURI().getPath();
            if (target.startsWith("AmazonSQS.")) {
                var said = sqs(call(exchange, body), target.substring("AmazonSQS.".length()), body);
                send(exchange, said.status(), "application/x-amz-json-1.0", said.json());
            } else if (path.startsWith("/simulator/")) {
                var said = control.answer(exchange.getRequestMethod(), path, body);
                send(exchange, said.status(), "application/json", said.json());
            } else {
                sns(exchange, call(exchange, body), body);
            }
        } catch (IOException gone) {
            // nobody is there to be answered
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error bug) {
            System.getLogger("simulator").log(System.Logger.Level.ERROR, "a request broke", bug);
        }
    }

    private static Call call(HttpExchange exchange, String body) {
        var uri = exchange.getRequestURI();
        return new Call(
                exchange.getRequestMethod(),
                String.valueOf(uri.getRawPath()),
                uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                name -> header(exchange, name),
                body);
    }

    private QueueDoor.Said sqs(Call call, String action, String body) throws InterruptedException {
        try {
            world.access().check("sqs", call);
            return queue.answer(action, body);
        } catch (Refusal refused) {
            return QueueDoor.refused(refused);
        }
    }

    private void sns(HttpExchange exchange, Call call, String body) throws IOException, InterruptedException {
        var attempt = ATTEMPT.matcher(header(exchange, "amz-sdk-request"));
        var form = Form.read(
                body,
                header(exchange, "amz-sdk-invocation-id"),
                attempt.find() ? Integer.parseInt(attempt.group(1)) : 1);
        var token = token(form);
        var latency = fault(Kind.LATENCY, form, token);
        if (latency.isPresent()) {
            Thread.sleep(latency.get().millis());
        }
        if (fault(Kind.DROP, form, token).isPresent()) {
            return;
        }
        try {
            refuse(call, form, token);
            var answer = actions.answer(form);
            answer(exchange, form, token, answer);
        } catch (Refusal refused) {
            send(exchange, refused.status(), "text/xml", Xml.error(refused));
        }
    }

    /// Refuses what is refused before anybody looks at what it asks for.
    private void refuse(Call call, Form form, String token) {
        if (fault(Kind.REGION_DOWN, form, token).isPresent()) {
            throw new Refusal(503, "ServiceUnavailable", "Service is unavailable");
        }
        world.access().check("sns", call);
        var refused = fault(Kind.REFUSE, form, token);
        if (refused.isPresent()) {
            throw new Refusal(refused.get().status(), refused.get().code(), "The simulator was told to refuse");
        }
        if (fault(Kind.THROTTLE, form, token).isPresent() || !world.buckets().take(form.action())) {
            throw Refusal.throttled();
        }
    }

    private void answer(HttpExchange exchange, Form form, String token, String answer)
            throws IOException, InterruptedException {
        var slow = fault(Kind.SLOW_ANSWER, form, token);
        if (slow.isPresent()) {
            Thread.sleep(slow.get().millis());
        }
        if (fault(Kind.LOSE_ANSWER, form, token).isPresent()) {
            return;
        }
        if (fault(Kind.ERROR_AFTER, form, token).isPresent()) {
            throw new Refusal(500, "InternalError", "An internal service error occurred");
        }
        send(exchange, 200, "text/xml", answer);
    }

    private Optional<SnsFault> fault(Kind kind, Form form, String token) {
        return world.around().faults().take(kind, form.action(), token);
    }

    /// Which device a call is about, as far as it says so.
    private String token(Form form) {
        if (form.has("Token")) {
            return form.text("Token");
        }
        var arn = form.has("TargetArn") ? form.text("TargetArn") : form.text("EndpointArn");
        return world.around().registry().find(arn).map(Endpoint::token).orElse("");
    }

    private static String header(HttpExchange exchange, String name) {
        var header = exchange.getRequestHeaders().getFirst(name);
        return header == null ? "" : header;
    }

    private static void send(HttpExchange exchange, int status, String contentType, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
