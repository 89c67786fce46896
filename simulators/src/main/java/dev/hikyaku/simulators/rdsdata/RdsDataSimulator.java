package dev.hikyaku.simulators.rdsdata;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The RDS Data API on this machine, as a program or inside a test; AWS's own SDK speaks to it unchanged.
///
/// Calls have to be signed, but signatures are not computed again. Limits are AWS's: 4 MiB a call, 1 MiB an answer, one
/// statement a call, transactions that end when nobody speaks to them. Statements run on a real database.
public final class RdsDataSimulator implements AutoCloseable {
    private static final int LARGEST_CALL = 4 << 20;
    private static final int LARGEST_ANSWER = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final DataApi api;
    private final ConcurrentHashMap<String, Fault> faults = new ConcurrentHashMap<>();

    /// What goes wrong with the next call of an operation.
    public enum Fault {
        /// It is refused with 503 before anything is done.
        UNAVAILABLE,
        /// It is done, and its answer is lost on the way.
        ANSWER_LOST
    }

    private RdsDataSimulator(RdsDataOptions options) throws IOException {
        api = new DataApi(options);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /// Starts a simulator.
    ///
    /// @throws UncheckedIOException when the port is taken
    public static RdsDataSimulator start(RdsDataOptions options) {
        try {
            return new RdsDataSimulator(options);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Where the SDK's endpoint has to be overridden to.
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Lets the next call of an operation (`Execute`, `BatchExecute`, `BeginTransaction`, ...) go wrong.
    public void next(String operation, Fault fault) {
        faults.put(operation, fault);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var operation = exchange.getRequestURI().getPath().substring(1);
            var fault = faults.remove(operation);
            try {
                if (fault == Fault.UNAVAILABLE) {
                    throw new ApiError(503, "ServiceUnavailableError", "The service is not available");
                }
                var answer = answer(operation, exchange);
                if (fault != Fault.ANSWER_LOST) {
                    send(exchange, 200, answer);
                }
            } catch (ApiError refused) {
                exchange.getResponseHeaders().set("x-amzn-ErrorType", refused.name());
                send(
                        exchange,
                        refused.status(),
                        JsonNodeFactory.instance.objectNode().put("message", refused.text()));
            }
        }
    }

    private ObjectNode answer(String operation, HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readNBytes(LARGEST_CALL + 1);
        if (!exchange.getRequestMethod().equals("POST")) {
            throw ApiError.badRequest("found " + exchange.getRequestMethod() + ", wanted POST");
        }
        var signature = exchange.getRequestHeaders().getFirst("Authorization");
        if (signature == null || !signature.startsWith("AWS4-HMAC-SHA256 ")) {
            throw new ApiError(403, "AccessDeniedException", "Missing Authentication Token");
        }
        if (body.length > LARGEST_CALL) {
            throw ApiError.badRequest("Request size exceeds the limit of 4 MiB");
        }
        try {
            var answer = api.answer(operation, JSON.readTree(body));
            if (answer.toString().getBytes(StandardCharsets.UTF_8).length > LARGEST_ANSWER) {
                throw ApiError.badRequest("Database returned more than the allowed response size limit");
            }
            return answer;
        } catch (JacksonException broken) {
            throw ApiError.badRequest("Could not parse request: " + broken.getOriginalMessage());
        } catch (SQLException failed) {
            throw ApiError.of(failed);
        }
    }

    private static void send(HttpExchange exchange, int status, ObjectNode answer) throws IOException {
        var bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        api.close();
    }

    /// Runs a simulator until it is told to end: `PORT JDBC-URL USER [PASSWORD]`.
    public static void main(String[] args) throws InterruptedException {
        if (args.length < 3 || args.length > 4 || !args[0].matches("[0-9]{1,5}")) {
            System.err.println("usage: PORT JDBC-URL USER [PASSWORD]");
            System.exit(2);
        }
        var options = RdsDataOptions.of(args[1], args[2], args.length == 4 ? args[3] : "");
        var simulator = start(options.withPort(Integer.parseInt(args[0])));
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            simulator.close();
            ended.countDown();
        }));
        System.out.println("rds data simulator ready " + simulator.url());
        ended.await();
    }
}
