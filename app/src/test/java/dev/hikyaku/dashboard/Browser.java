package dev.hikyaku.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A person's browser: keeps cookies, follows no redirect, sends what forms hold.
public final class Browser implements AutoCloseable {
    private static final Pattern FORGED = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final URI home;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client;
    private String language = "en";

    public Browser(URI home) {
        this.home = home;
        client = HttpClient.newBuilder().cookieHandler(cookies).build();
    }

    public Browser speaks(String wished) {
        language = wished;
        return this;
    }

    public Browser login(String name, String password) {
        var answer = tries(name, password);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(where -> assertThat(where).doesNotContain("login"));
        return this;
    }

    public HttpResponse<String> tries(String name, String password) {
        get("/login");
        return post("/login", Map.of("name", name, "password", password));
    }

    public HttpResponse<String> get(String path, String... headers) {
        var request = request(path);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public String page(String path) {
        var answer = get(path);
        assertThat(answer.statusCode()).as(path + "\n" + answer.body()).isEqualTo(200);
        return answer.body();
    }

    /// Sends a form with the token that the last page held for this session.
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        var token = FORGED.matcher(get(session().isEmpty() || path.equals("/login") ? "/login" : "/problems")
                .body());
        var all = new java.util.LinkedHashMap<>(fields);
        all.put("_csrf", token.find() ? token.group(1) : "none");
        return postBare(path, all);
    }

    public HttpResponse<String> postBare(String path, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /// Sends JSON as a machine does.
    ///
    /// @param token name and password, for HTTP Basic
    public HttpResponse<String> json(String path, String token, String body) {
        return send(request(path)
                .header("Authorization", "Basic " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    String session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("HIKYAKU_SESSION"))
                .map(cookie -> cookie.getValue())
                .findFirst()
                .orElse("");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(home.resolve(path.substring(1))).header("Accept-Language", language);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
