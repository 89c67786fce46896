package dev.hikyaku.crucible.doors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hikyaku.crucible.world.Child;
import dev.hikyaku.crucible.world.Java;
import dev.hikyaku.simulators.rdsdata.RdsDataOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// The function of `lambda/` in AWS's own runtime interface client, and the service's side of the Lambda Runtime API.
final class LambdaFunction implements AutoCloseable {
    private static final String PREFIX = "/2018-06-01/runtime/";
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final AtomicInteger invocations = new AtomicInteger();
    private final Child process;

    private record Event(String id, String json) {}

    /// Where the function writes to.
    ///
    /// @param output folder of what it says
    record Target(Path output, URI dataApi, String database) {}

    LambdaFunction(Target target) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(threads);
        server.createContext(PREFIX, this::handle);
        server.start();
        var command = Java.program(
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                List.of("--enable-native-access=ALL-UNNAMED"),
                List.of("dev.hikyaku.lambda.Handler::handleRequest"));
        process = Child.start(target.output(), command, environment(target));
    }

    private HashMap<String, String> environment(Target target) {
        var environment = new HashMap<String, String>();
        environment.put(
                "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + server.getAddress().getPort());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", "hikyaku");
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
        environment.put("AWS_REGION", "ap-northeast-1");
        environment.put("AWS_ACCESS_KEY_ID", "id");
        environment.put("AWS_SECRET_ACCESS_KEY", "secret");
        environment.put("AWS_ENDPOINT_URL_RDS_DATA", target.dataApi().toString());
        environment.put("HIKYAKU_CLUSTER_ARN", RdsDataOptions.CLUSTER);
        environment.put("HIKYAKU_SECRET_ARN", RdsDataOptions.SECRET);
        environment.put("HIKYAKU_DATABASE", target.database());
        return environment;
    }

    /// What the function answers to this event; empty when it dies, fails or takes too long, as the service sees it.
    Optional<String> invoke(String json) {
        var event = new Event("invocation-" + invocations.incrementAndGet(), json);
        events.add(event);
        var end = System.nanoTime() + LONGEST.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            var answer = answers.remove(event.id());
            if (answer != null) {
                return answer.startsWith("error ") ? Optional.empty() : Optional.of(answer);
            }
            Child.pause();
        }
        // An answer that comes later is nobody's.
        events.remove(event);
        return Optional.empty();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath().substring(PREFIX.length());
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (path.equals("invocation/next")) {
                next(exchange);
                return;
            }
            var steps = path.split("/", -1);
            answers.put(steps[1], steps[steps.length - 1].equals("response") ? body : "error " + body);
            exchange.sendResponseHeaders(202, -1);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        var next = events.take();
        var event = next.json().getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", next.id());
        headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + LONGEST.toMillis()));
        headers.set(
                "Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:ap-northeast-1:000000000000:function:hikyaku");
        headers.set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }

    /// `kill -9`, and the end of the service's side.
    @Override
    public void close() {
        process.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
