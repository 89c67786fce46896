package dev.hikyaku.salesforce.wire;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
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

    // Two digits for the day, which RFC_1123_DATE_TIME of the JDK leaves out.
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private record Told(String code, String message, List<String> fields) {}

    boolean successful() {
        return status / 100 == 2;
    }

    /// The body as a JSON object, or a failure when it is something else, such as a maintenance page.
    Reply object(Failures failures) {
        return json(JsonNode::isObject, failures);
    }

    /// The body as a JSON array, or a failure when it is something else.
    Reply array(Failures failures) {
        return json(JsonNode::isArray, failures);
    }

    private Reply json(Predicate<JsonNode> expected, Failures failures) {
        try {
            var json = JSON.readTree(body);
            if (expected.test(json)) {
                return new Reply(where, json, failures);
            }
        } catch (JacksonException _) {
            // The cause is left out: it quotes the body.
        }
        throw unreadable(where, status, headers, failures);
    }

    /// For `If-Modified-Since`, by the other side's clock; null when it told none.
    @Nullable
    String asOf() {
        var changed = headers.firstValue("last-modified");
        if (changed.isPresent()) {
            return changed.get();
        }
        try {
            // A change in the second of this answer must not be missed, so a little is asked for twice.
            return headers.firstValue("date")
                    .map(date -> HTTP_DATE.format(
                            ZonedDateTime.parse(date, HTTP_DATE).minusMinutes(1)))
                    .orElse(null);
        } catch (DateTimeException _) {
            return null;
        }
    }

    /// Whether the token was refused. Bulk API says so with 400 in its older form.
    boolean sessionRefused() {
        return status == 401
                || (status == 400
                        && told().code()
                                .replace("_", "")
                                .toUpperCase(Locale.ROOT)
                                .equals("INVALIDSESSIONID"));
    }

    /// What this answer means when it is not a success. `secret` is taken out of Salesforce's text.
    RuntimeException refusal(String secret, Failures failures) {
        var told = told();
        return failures.refused(
                where,
                status,
                told.code().replace(secret, "(hidden)"),
                told.message().replace(secret, "(hidden)"),
                told.fields());
    }

    private Told told() {
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
            return new Told(redirect ? "REDIRECT" : "HTTP_" + status, message, fields);
        }
        return new Told(codes.getFirst(), message, fields);
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

    static RuntimeException unreadable(String where, int status, HttpHeaders headers, Failures failures) {
        var type = headers.firstValue("content-type").orElse("no content type");
        var rest = "found " + status + " with an unreadable body (" + type
                + "), wanted what the API documents. It may have taken effect: look before asking again.";
        return failures.unavailable(where, status, rest, true);
    }
}
