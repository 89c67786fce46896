package dev.hikyaku.salesforce;

import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole answer, small enough for memory, and what it means.
///
/// @param where method and path of the call
/// @param status HTTP status
/// @param headers as received
/// @param body as text
record Answer(String where, int status, HttpHeaders headers, String body) {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final Set<String> LIMITS = Set.of("REQUESTLIMITEXCEEDED", "EXCEEDEDQUOTA", "LIMITEXCEEDED");

    // These say that the request was turned away; after other 5xx nobody knows.
    private static final Set<Integer> TURNED_AWAY = Set.of(420, 429, 503);

    boolean successful() {
        return status / 100 == 2;
    }

    /// The body as JSON, or [SalesforceException.Unavailable] when it is something else, such as a maintenance
    /// page.
    JsonNode json() {
        try {
            var json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException _) {
            // The cause is left out: it quotes the body.
        }
        throw unreadable(where, status, headers);
    }

    /// Whether the token was refused. Bulk API says so with 400 in its older form.
    boolean sessionRefused() {
        return status == 401 || (status == 400 && plain(told().code()).equals("INVALIDSESSIONID"));
    }

    /// What this answer means when it is not a success. `secret` is taken out of Salesforce's text.
    SalesforceException refusal(String secret) {
        var told = hiding(told(), secret);
        var code = plain(told.code());
        if (LIMITS.contains(code)) {
            return new SalesforceException.LimitExceeded(where, told);
        }
        if (TURNED_AWAY.contains(status)) {
            return new SalesforceException.Unavailable(
                    where, status, told + ", wanted success. Nothing happened; ask again later.", false);
        }
        if (status >= 500) {
            var rest = told + ", wanted success. It may have taken effect: look before asking again.";
            return new SalesforceException.Unavailable(where, status, rest, true);
        }
        if (code.equals("INVALIDJOBSTATE")) {
            return new SalesforceException.InvalidJobState(where, told);
        }
        if (status == 404) {
            return new SalesforceException.NotFound(where, told);
        }
        return new SalesforceException.Refused(where, told);
    }

    private SalesforceException.Told told() {
        var codes = new LinkedHashSet<String>();
        var messages = new ArrayList<String>();
        var fields = new ArrayList<String>();
        for (var error : errors()) {
            codes.add(first(error, "errorCode", "exceptionCode"));
            messages.add(first(error, "message", "exceptionMessage"));
            error.path("fields").valueStream().forEach(field -> fields.add(field.asString("")));
        }
        codes.remove("");
        var message = messages.stream().filter(text -> !text.isEmpty()).collect(Collectors.joining("; "));
        if (codes.isEmpty()) {
            var redirect = status / 100 == 3 && headers.firstValue("location").isPresent();
            return new SalesforceException.Told(status, redirect ? "REDIRECT" : "HTTP_" + status, message, fields);
        }
        return new SalesforceException.Told(status, codes.getFirst(), message, fields);
    }

    private List<JsonNode> errors() {
        try {
            var json = JSON.readTree(body);
            return json.isArray() ? json.valueStream().toList() : List.of(json);
        } catch (JacksonException _) {
            return List.of();
        }
    }

    private static String first(JsonNode node, String name, String otherName) {
        var text = node.path(name).asString("");
        return text.isEmpty() ? node.path(otherName).asString("") : text;
    }

    private static SalesforceException.Told hiding(SalesforceException.Told told, String secret) {
        return new SalesforceException.Told(
                told.status(),
                told.code().replace(secret, "(hidden)"),
                told.message().replace(secret, "(hidden)"),
                told.fields());
    }

    // Bulk API writes INVALIDJOBSTATE, InvalidJobState and INVALID_SESSION_ID alike.
    private static String plain(String code) {
        return code.replace("_", "").toUpperCase(Locale.ROOT);
    }

    static SalesforceException unreadable(String where, int status, HttpHeaders headers) {
        var type = headers.firstValue("content-type").orElse("no content type");
        var rest = "found " + status + " with an unreadable body (" + type
                + "), wanted what the API documents. It may have taken effect: look before asking again.";
        return new SalesforceException.Unavailable(where, status, rest, true);
    }

    static SalesforceException unusable(String where, String found, String wanted) {
        return new SalesforceException.Unavailable(where, 200, "found " + found + ", wanted " + wanted + ".", true);
    }

    static String text(JsonNode node, String field, String where) {
        var text = node.path(field).asString("");
        if (text.isEmpty()) {
            throw unusable(where, "an answer without " + field, "one with it");
        }
        return text;
    }

    static @Nullable String optionalText(JsonNode node, String field) {
        var text = node.path(field).asString("");
        return text.isEmpty() ? null : text;
    }
}
