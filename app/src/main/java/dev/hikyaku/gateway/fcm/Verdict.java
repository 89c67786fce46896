package dev.hikyaku.gateway.fcm;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Outcome;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads an outcome out of FCM's answer; the table is in the package.
record Verdict(Clock clock, Address address) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration QUOTA_WAIT = Duration.ofSeconds(60);
    private static final Duration LEAST_WAIT = Duration.ofSeconds(10);
    private static final int MOST_TEXT = 300;

    Outcome of(Answer answer) {
        return switch (answer) {
            case Answer.Heard heard -> of(heard);
            case Answer.NeverTaken(var code, var why, var reachable) -> new Outcome.NotNow(code, why, null, !reachable);
            case Answer.Lost(var code, var why) -> new Outcome.Unknown(code, why);
        };
    }

    private Outcome of(Answer.Heard heard) {
        JsonNode json;
        try {
            json = MAPPER.readTree(heard.body());
        } catch (JacksonException _) {
            json = MAPPER.missingNode();
        }
        if (heard.status() == 200) {
            var name = json.path("name").asString("");
            return name.isEmpty()
                    ? new Outcome.Unknown("UNREADABLE", "FCM answered 200 without a name")
                    : new Outcome.Accepted(name, null);
        }
        return refused(heard, json.path("error"));
    }

    private Outcome refused(Answer.Heard heard, JsonNode error) {
        var code = code(heard, error);
        var text = text(error);
        return switch (code) {
            case "UNREGISTERED" -> new Outcome.Rejected(code, text, Outcome.Blame.DEVICE);
            case "SENDER_ID_MISMATCH" -> new Outcome.Rejected(code, text, Outcome.Blame.SENDER);
            case "INVALID_ARGUMENT" -> new Outcome.Rejected(code, text, blame(error));
            case "THIRD_PARTY_AUTH_ERROR" ->
                new Outcome.Stopped(
                        code, "Firebase has no valid APNs key or web push certificate for " + address.platform());
            default -> byStatus(heard, code, text);
        };
    }

    private Outcome byStatus(Answer.Heard heard, String code, String text) {
        var wait = retryAfter(heard.retryAfter());
        return switch (heard.status()) {
            case 400, 413 -> new Outcome.Rejected(code, text, Outcome.Blame.NOTIFICATION);
            case 429 -> new Outcome.NotNow(code, text, wait == null ? QUOTA_WAIT : wait, !isAboutTheDevice(text));
            case 503 -> wait == null ? new Outcome.Unknown(code, text) : later(code, text, wait);
            default ->
                heard.status() >= 500 || heard.status() < 400
                        ? new Outcome.Unknown(code, text)
                        : new Outcome.Stopped(code, text);
        };
    }

    private static Outcome later(String code, String text, Duration wait) {
        return new Outcome.NotNow(code, text, wait.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : wait, true);
    }

    private static String code(Answer.Heard heard, JsonNode error) {
        for (var detail : error.path("details")) {
            var code = detail.path("errorCode").asString("");
            if (detail.path("@type").asString("").endsWith(".FcmError") && !code.isEmpty()) {
                return code;
            }
        }
        var status = error.path("status").asString("");
        return status.isEmpty() ? "HTTP_" + heard.status() : status;
    }

    /// A token that is wrong is the device's fault only when FCM says that it is the token.
    private static Outcome.Blame blame(JsonNode error) {
        var about = error.path("message").asString("").toLowerCase(Locale.ROOT);
        for (var detail : error.path("details")) {
            for (var violation : detail.path("fieldViolations")) {
                var field = violation.path("field").asString("");
                return field.equals("message.token") || field.equals("message.fid")
                        ? Outcome.Blame.DEVICE
                        : Outcome.Blame.NOTIFICATION;
            }
        }
        return about.contains("not a valid fcm registration token") ? Outcome.Blame.DEVICE : Outcome.Blame.NOTIFICATION;
    }

    private static boolean isAboutTheDevice(String text) {
        return text.toLowerCase(Locale.ROOT).contains("device");
    }

    private String text(JsonNode error) {
        var said = error.path("message").asString("").replace(address.text(), "(address)");
        return said.length() > MOST_TEXT ? said.substring(0, MOST_TEXT) : said;
    }

    /// Seconds or a date (RFC 9110, section 10.2.3).
    private @Nullable Duration retryAfter(@Nullable String header) {
        if (header == null) {
            return null;
        }
        if (header.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(header));
        }
        try {
            var until = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
            var wait = Duration.between(clock.instant(), until.toInstant());
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException _) {
            return null;
        }
    }
}
