package dev.hikyaku.run.management;

import dev.hikyaku.metrics.export.Exports.Prometheus;
import dev.hikyaku.web.Readiness;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.jackson.databind.json.JsonMapper;

/// The pages of the management port: `/live`, `/ready`, `/metrics`.
///
/// That it lives says nothing of the database: else a database that is away would restart every process, again
/// and again. It is ready when the ledger took a write within the last second, not when it answers a question.
/// What is paused, missed or refused is told beside it, and does not make it less ready.
final class Pages extends Handler.Abstract {
    private final Readiness readiness;
    private final Supplier<LedgerGauges.Reading> newest;
    private final Prometheus prometheus;

    Pages(Readiness readiness, Supplier<LedgerGauges.Reading> newest, Prometheus prometheus) {
        this.readiness = readiness;
        this.newest = newest;
        this.prometheus = prometheus;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var path = Request.getPathInContext(request);
        if (!path.equals("/live") && !path.equals("/ready") && !path.equals("/metrics")) {
            return false;
        }
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        if (!request.getMethod().equals("GET")) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET");
            Response.writeError(request, response, callback, 405);
            return true;
        }
        switch (path) {
            case "/live" -> answer(response, callback, "application/json", "{\"status\":\"live\"}\n");
            case "/metrics" -> answer(response, callback, Prometheus.TYPE, prometheus.scrape());
            default -> ready(response, callback);
        }
        return true;
    }

    private void ready(Response response, Callback callback) {
        var isReady = readiness.getAsBoolean();
        response.setStatus(isReady ? 200 : 503);
        var reading = newest.get();
        var body = new LinkedHashMap<String, Object>();
        body.put("status", isReady ? "ready" : "not ready");
        body.put("ledger", isReady ? "takes writes" : "cannot be written to");
        body.put("paused", reading.paused());
        body.put("missedToday", reading.missed());
        body.put("unaccounted", reading.unaccounted());
        body.put("salesforce", reading.loginRefused() ? "does not let us in" : "no alarm");
        answer(response, callback, "application/json", JsonMapper.shared().writeValueAsString(body) + "\n");
    }

    private static void answer(Response response, Callback callback, String type, String body) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
    }
}
