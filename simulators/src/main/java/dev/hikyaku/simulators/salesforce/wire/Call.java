package dev.hikyaku.simulators.salesforce.wire;

import com.sun.net.httpserver.HttpExchange;
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
public record Call(HttpExchange exchange, List<String> pieces) {
    private static final Pattern AND = Pattern.compile("&");
    private static final JsonMapper MAPPER = new JsonMapper();

    /// The HTTP method.
    public String method() {
        return exchange.getRequestMethod();
    }

    /// The path as it was sent, still encoded.
    public String path() {
        return exchange.getRequestURI().getRawPath();
    }

    /// What the route found, counted from 0; the first is the API version where the route has one.
    public String piece(int at) {
        return pieces.get(at);
    }

    /// The version in the path, for example 66.0.
    public double apiVersion() {
        return Double.parseDouble(piece(0));
    }

    /// The header's value, or an empty text.
    public String header(String name) {
        var value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /// The body, to be read once.
    public InputStream body() {
        return exchange.getRequestBody();
    }

    /// The whole body as UTF-8.
    public String text() throws IOException {
        return new String(body().readAllBytes(), StandardCharsets.UTF_8);
    }

    /// The whole body as JSON.
    public JsonNode json() throws IOException {
        return json(text());
    }

    /// Reads JSON.
    ///
    /// @throws ApiError 400 `JSON_PARSER_ERROR`
    public static JsonNode json(String text) {
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

    /// The value in the query string, decoded, or an empty text.
    public String query(String name) {
        var raw = exchange.getRequestURI().getRawQuery();
        return raw == null ? "" : form(raw).getOrDefault(name, "");
    }

    /// Reads the pairs of a form or a query string.
    public static Map<String, String> form(String text) {
        var values = new HashMap<String, String>();
        for (var pair : AND.splitAsStream(text).toList()) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return values;
    }

    /// Undoes percent encoding.
    ///
    /// @throws ApiError 400 when it is broken
    public static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new ApiError(400, "MALFORMED_QUERY", "cannot decode " + text);
        }
    }
}
