package dev.hikyaku.cli.desk;

import dev.hikyaku.cli.Trouble;
import dev.hikyaku.cli.print.Words;
import dev.hikyaku.ledger.view.Page;
import dev.hikyaku.run.Report;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The wire to another Hikyaku: its REST interface `/api/v1`, with name and password at each request (HTTP
/// Basic). Follows nobody elsewhere.
///
/// A question may be asked again by whoever typed it. So may an act: done twice it does nothing more, and that is said
/// where an answer never came.
final class Far implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final long LARGEST = 64L << 20;

    /// A newer Hikyaku may tell more, an older one less.
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final URI base;
    private final Words words;
    private final String token;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Far(URI base, Words words) {
        this.base = base;
        this.words = words;
        token = token(AtSettings.load());
    }

    private String token(AtSettings settings) {
        var user = settings.user();
        var password = settings.password();
        var file = settings.passwordFile();
        if (password == null && file != null) {
            try (var lines = Files.lines(file)) {
                password = lines.findFirst().orElse("");
            } catch (IOException unread) {
                throw refused("far.file", file.toString());
            }
        }
        if (user == null || password == null) {
            throw refused("far.nobody");
        }
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    URI base() {
        return base;
    }

    /// A question.
    <T> T get(String path, Map<String, String> query, Class<T> type) {
        return read(send(request(path, query).GET(), "far.away"), type);
    }

    /// A question for a page of rows.
    <T> Page<T> page(String path, Map<String, String> query, Class<T> type) {
        var page = get(path, query, JsonNode.class);
        var next = page.path("next");
        try {
            var items = page.path("items")
                    .valueStream()
                    .map(item -> JSON.treeToValue(item, type))
                    .toList();
            return new Page<>(items, next.isString() ? next.stringValue() : null);
        } catch (JacksonException unread) {
            throw refused("far.unreadable", base.toString(), path);
        }
    }

    /// An act.
    <T> T post(String path, Object body, Class<T> type) {
        var request = request(path, Map.of())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        return read(send(request, "far.unheard"), type);
    }

    private HttpRequest.Builder request(String path, Map<String, String> query) {
        var asked = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                .sorted()
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(base.resolve("api/v1/" + path + (asked.isEmpty() ? "" : "?" + asked)))
                .timeout(ANSWER)
                .header("Accept", "application/json")
                .header("Authorization", "Basic " + token);
    }

    /// As it may stand in an address.
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request, String trouble) {
        try {
            return client.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
        } catch (IOException away) {
            throw refused(trouble, base.toString(), String.valueOf(reason(away)));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw refused(trouble, base.toString(), "interrupted");
        }
    }

    private static String reason(Throwable away) {
        var message = away.getMessage();
        return away.getClass().getSimpleName() + (message == null || message.isEmpty() ? "" : ": " + message);
    }

    private <T> T read(HttpResponse<byte[]> answer, Class<T> type) {
        var status = answer.statusCode();
        if (status / 100 != 2) {
            throw problem(answer);
        }
        try {
            return JSON.readValue(answer.body(), type);
        } catch (JacksonException unread) {
            throw refused("far.unreadable", base.toString(), String.valueOf(status));
        }
    }

    /// A problem (RFC 9457) as all errors of the command line look.
    private RuntimeException problem(HttpResponse<byte[]> answer) {
        var status = answer.statusCode();
        var detail = detail(answer.body());
        return switch (status) {
            case 400, 404, 422 -> new Trouble.NotFound(words.say("far.wrong", base.toString(), detail));
            case 401 -> refused("far.unknown", base.toString(), detail);
            case 403 -> refused("far.denied", base.toString(), detail);
            case 503 -> refused("far.away", base.toString(), detail);
            default -> refused("far.unreadable", base.toString(), status + (detail.isEmpty() ? "" : ": " + detail));
        };
    }

    private static String detail(byte[] body) {
        try {
            JsonNode problem = JSON.readTree(body);
            return problem.path("detail").asString("");
        } catch (JacksonException noProblem) {
            return "";
        }
    }

    private Refused refused(String key, Object... values) {
        return new Refused(Report.UNREACHABLE, words.say(key, values));
    }

    @Override
    public void close() {
        client.close();
    }
}
