package dev.hikyaku.intake.http;

import dev.hikyaku.metrics.Metric;
import dev.hikyaku.web.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// The paths of the door, and how it answers on them.
final class Paths extends Handler.Abstract {
    private static final Pattern SYNC =
            Pattern.compile("/api/v1/syncs/([a-z][a-z0-9-]{0,62})/(changes|upsert|delete|schema)");
    private static final int BAD_METHOD = 405;

    private final ChangesPath changes;
    private final Function<String, @Nullable String> schemas;
    private final Readiness readiness;
    private final Locale locale;

    Paths(ChangesPath changes, Function<String, @Nullable String> schemas, Readiness readiness, Locale locale) {
        this.changes = changes;
        this.schemas = schemas;
        this.readiness = readiness;
        this.locale = locale;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var path = Request.getPathInContext(request);
        var isOurs = path.startsWith("/api/v1/syncs/")
                || path.equals("/livez")
                || path.equals("/readyz")
                || path.equals("/api/v1/openapi.json");
        if (!isOurs) {
            return false;
        }
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        var tellings = new Tellings(language(request));
        var begun = System.nanoTime();
        try (var _ = TraceHeader.logged(request)) {
            answer(path, new Exchange(request, response, callback, tellings));
        } catch (Refusal refusal) {
            Metric.INTAKE_REJECTED.add(1, "http", refusal.code().name().toLowerCase(Locale.ROOT));
            refuse(new Exchange(request, response, callback, tellings), refusal);
        } finally {
            if (path.startsWith("/api/v1/syncs/")) {
                var time = Duration.ofNanos(System.nanoTime() - begun);
                Metric.INTAKE_REQUEST.took(time, "http", response.getStatus() / 100 + "xx");
            }
        }
        return true;
    }

    private Locale language(Request request) {
        var wanted = request.getHeaders().get(HttpHeader.ACCEPT_LANGUAGE);
        if (wanted == null) {
            return locale;
        }
        return wanted.strip().startsWith("ja") ? Locale.JAPANESE : Locale.ENGLISH;
    }

    private void answer(String path, Exchange exchange) throws IOException {
        switch (path) {
            case "/livez" -> {
                method(exchange, "GET");
                exchange.answer(200, "text/plain", "ok\n");
            }
            case "/readyz" -> {
                method(exchange, "GET");
                var isReady = readiness.getAsBoolean();
                exchange.answer(
                        isReady ? 200 : 503, "text/plain", isReady ? "ok\n" : "the ledger cannot be written to\n");
            }
            case "/api/v1/openapi.json" -> {
                method(exchange, "GET");
                exchange.answer(200, "application/json", openApi());
            }
            default -> sync(path, exchange);
        }
    }

    private void sync(String path, Exchange exchange) throws IOException {
        var matcher = SYNC.matcher(path);
        if (!matcher.matches()) {
            throw new Refusal(RefusalCode.NO_PATH, path);
        }
        var what = group(matcher, 2);
        if (what.equals("schema")) {
            method(exchange, "GET");
            exchange.answer(200, "application/schema+json", schema(group(matcher, 1), exchange));
            return;
        }
        method(exchange, "POST");
        changes.post(group(matcher, 1), what.equals("changes") ? null : what, exchange);
    }

    private static String group(Matcher matcher, int index) {
        return Objects.requireNonNull(matcher.group(index));
    }

    /// Column names are not everybody's to know: the same credentials as for changes.
    private String schema(String sync, Exchange exchange) throws IOException {
        changes.letIn(exchange);
        var schema = schemas.apply(sync);
        if (schema == null) {
            throw new Refusal(RefusalCode.UNKNOWN_SYNC, sync);
        }
        return schema;
    }

    private static void method(Exchange exchange, String wanted) {
        var method = exchange.request().getMethod();
        if (!method.equals(wanted)) {
            exchange.response().getHeaders().put(HttpHeader.ALLOW, wanted);
            throw new Refusal(RefusalCode.WRONG_METHOD, method);
        }
    }

    private static void refuse(Exchange exchange, Refusal refusal) {
        var headers = exchange.response().getHeaders();
        var status = refusal.code().status();
        var wait = refusal.retryAfter();
        if (wait != null) {
            headers.put(HttpHeader.RETRY_AFTER, Math.max(1, wait.plusMillis(999).toSeconds()));
        }
        if (status == 401) {
            headers.put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
        }
        if (status != BAD_METHOD && status != 429 && exchange.request().getLength() != 0) {
            // What is left of the body is not waited for, or not for long.
            headers.put(HttpHeader.CONNECTION, "close");
        }
        if (refusal.code() != RefusalCode.TOO_SLOW) {
            Bodies.discard(exchange.request());
        }
        exchange.problem(status, exchange.tellings().refusal(refusal));
    }

    /// The committed description of the API.
    static String openApi() {
        try (var page = Objects.requireNonNull(Paths.class.getResourceAsStream("openapi.json"))) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// One call and its answer.
    record Exchange(Request request, Response response, Callback callback, Tellings tellings) {
        void answer(int status, String type, String body) {
            response.setStatus(status);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
            response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
        }

        void problem(int status, Object problem) {
            answer(status, "application/problem+json", problem + "\n");
        }
    }
}
