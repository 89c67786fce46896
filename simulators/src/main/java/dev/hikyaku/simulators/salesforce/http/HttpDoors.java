package dev.hikyaku.simulators.salesforce.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hikyaku.simulators.salesforce.fault.Fault;
import dev.hikyaku.simulators.salesforce.fault.Faults;
import dev.hikyaku.simulators.salesforce.wire.Answer;
import dev.hikyaku.simulators.salesforce.wire.ApiError;
import dev.hikyaku.simulators.salesforce.wire.Routes;
import dev.hikyaku.simulators.salesforce.wire.Sender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.JsonNodeFactory;

/// The HTTP server, on this machine only; a virtual thread per request.
public final class HttpDoors implements AutoCloseable {
    static {
        // without it small answers wait 40 ms for the client's delayed ACK
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final World world;
    private final Faults faults;
    private final Tokens tokens;
    private final Routes open = new Routes();
    private final Routes rest = new Routes();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong writes = new AtomicLong();

    /// Binds the port; 0 takes any free one.
    public HttpDoors(int port, World world, Tokens tokens) throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 256);
        this.world = world;
        this.faults = world.faults();
        this.tokens = tokens;
        new LoginDoor(world, tokens, url()).addTo(open);
        new ControlDoor(world, this).addTo(open);
        new UserDoor(world).addTo(open);
        new BulkDoor(world.jobs()).addTo(rest);
        new ObjectDoor(world).addTo(rest);
        new CollectionsDoor(world).addTo(rest);
        new QueryDoor(world).addTo(rest);
        new OrgDoor(world, this, url()).addTo(rest);
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

    /// How many REST calls were made with a valid session since the start.
    public long calls() {
        return calls.get();
    }

    /// How many of them were other than GET.
    public long writes() {
        return writes.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) {
        try {
            handleOrThrow(exchange);
        } catch (IOException gone) {
            exchange.close();
        } catch (InterruptedException stopped) {
            exchange.close();
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error bug) {
            System.getLogger("simulator").log(System.Logger.Level.ERROR, "a request broke", bug);
            exchange.close();
        }
    }

    private void handleOrThrow(HttpExchange exchange) throws IOException, InterruptedException {
        var path = exchange.getRequestURI().getRawPath();
        var method = exchange.getRequestMethod();
        if (!path.startsWith("/services/")) {
            send(exchange, answered(open, exchange));
            return;
        }
        var latency = faults.take(Fault.Kind.LATENCY, method, path);
        if (latency.isPresent()) {
            Thread.sleep(latency.get().amount());
        }
        if (faults.take(Fault.Kind.RESET, method, path).isPresent()) {
            exchange.close();
            return;
        }
        var answer = faults.take(Fault.Kind.ERROR, method, path)
                .map(fault -> broken(fault.status()))
                .orElse(null);
        if (answer == null) {
            answer = path.startsWith("/services/data/v") ? restAnswer(exchange) : answered(open, exchange);
        }
        if (faults.take(Fault.Kind.LOSE_ANSWER, method, path).isPresent()) {
            exchange.close();
            return;
        }
        send(exchange, answer);
    }

    private Answer restAnswer(HttpExchange exchange) throws IOException {
        if (faults.expiresNow()) {
            tokens.expireAll();
        }
        if (!tokens.isValid(bearer(exchange))) {
            return error(new ApiError(401, "INVALID_SESSION_ID", "Session expired or invalid"));
        }
        var most = world.allowances().apiCalls();
        var limited = calls.get() >= most
                || faults.take(
                                Fault.Kind.LIMIT_EXCEEDED,
                                exchange.getRequestMethod(),
                                exchange.getRequestURI().getRawPath())
                        .isPresent();
        if (!limited) {
            calls.incrementAndGet();
            if (!exchange.getRequestMethod().equals("GET")) {
                writes.incrementAndGet();
            }
        }
        exchange.getResponseHeaders().set("Sforce-Limit-Info", "api-usage=" + calls.get() + "/" + most);
        return limited
                ? error(new ApiError(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."))
                : answered(rest, exchange);
    }

    private static String bearer(HttpExchange exchange) {
        var header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null) {
            return "";
        }
        // jsforce and others say OAuth where the standard says Bearer; Salesforce takes both
        return header.replaceFirst("^(Bearer|OAuth) ", "");
    }

    private static Answer answered(Routes routes, HttpExchange exchange) throws IOException {
        try {
            return routes.answer(exchange);
        } catch (ApiError refused) {
            return error(refused);
        }
    }

    private static Answer broken(int status) {
        return status == 503
                ? error(new ApiError(503, "SERVER_UNAVAILABLE", "Server is temporarily unavailable"))
                : error(new ApiError(status, "UNKNOWN_EXCEPTION", "An unexpected error occurred"));
    }

    static Answer error(ApiError refused) {

        var entry = JsonNodeFactory.instance
                .objectNode()
                .put("message", refused.text())
                .put("errorCode", refused.errorCode());
        return new Answer.Json(
                refused.status(), JsonNodeFactory.instance.arrayNode().add(entry));
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        new Sender(exchange, faults).send(answer);
    }
}
