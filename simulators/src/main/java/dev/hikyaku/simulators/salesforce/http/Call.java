package dev.hikyaku.simulators.salesforce.http;

import com.sun.net.httpserver.HttpExchange;
import dev.hikyaku.simulators.salesforce.org.ApiError;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One request.
///
/// @param pieces what the route's pattern found in the path
record Call(HttpExchange exchange, List<String> pieces) {
    private static final Pattern AND = Pattern.compile("&");
    private static final JsonMapper MAPPER = new JsonMapper();

    String method() {
        return exchange.getRequestMethod();
    }

    String path() {
        return exchange.getRequestURI().getRawPath();
    }

    String piece(int at) {
        return pieces.get(at);
    }

    /// The version in the path, for example 66.0.
    double apiVersion() {
        return Double.parseDouble(piece(0));
    }

    String header(String name) {
        var value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    InputStream body() {
        return exchange.getRequestBody();
    }

    String text() throws IOException {
        return new String(body().readAllBytes(), StandardCharsets.UTF_8);
    }

    JsonNode json() throws IOException {
        return json(text());
    }

    static JsonNode json(String text) {
        try {
            var json = MAPPER.readTree(text);
            if (json.isMissingNode()) {
                throw new ApiError(400, "JSON_PARSER_ERROR", "No content to map to Object due to end of input");
            }
            return json;
        } catch (JacksonException broken) {
            throw new ApiError(400, "JSON_PARSER_ERROR", broken.getOriginalMessage());
        }
    }

    String query(String name) {
        var raw = exchange.getRequestURI().getRawQuery();
        return raw == null ? "" : form(raw).getOrDefault(name, "");
    }

    static Map<String, String> form(String text) {
        var values = new HashMap<String, String>();
        for (var pair : AND.splitAsStream(text).toList()) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return values;
    }

    static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new ApiError(400, "MALFORMED_QUERY", "cannot decode " + text);
        }
    }
}
