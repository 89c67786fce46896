package dev.hikyaku.run.alert;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Those who are told. A post is ambiguous when no answer comes; it counts as not told then, for an alert
/// that comes twice does less harm than one that never came.
final class Receivers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AlertSettings settings;
    private final Mail mail;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE.dividedBy(2))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Receivers(AlertSettings settings) {
        this.settings = settings;
        mail = new Mail(settings.mail());
    }

    /// Somebody could not be told. The message never holds an address, which is a secret.
    static final class Unheard extends Exception {
        Unheard(String message) {
            super(message);
        }
    }

    /// Tells one receiver.
    ///
    /// @param receiver as the manifest names it, such as `slack:ops`
    /// @throws Unheard when it was not told, as far as we know
    void tell(String receiver, Letter letter) throws Unheard {
        var parts = receiver.split(":", 2);
        switch (parts[0]) {
            case "slack" -> post(receiver, at(receiver, settings.slack().get(parts[1])), Map.of("text", letter.text()));
            case "webhook" -> {
                var document = new LinkedHashMap<>(letter.machine());
                document.put("text", letter.text());
                post(receiver, at(receiver, settings.webhook().get(parts[1])), document);
            }
            default -> mail.send(parts[1], letter);
        }
    }

    private static URI at(String receiver, @Nullable URI address) throws Unheard {
        if (address == null) {
            var parts = receiver.split(":", 2);
            throw new Unheard(receiver + ": nobody said where it is; set HIKYAKU_ALERTS_"
                    + parts[0].toUpperCase(Locale.ROOT) + "_"
                    + parts[1].replace("-", "").toUpperCase(Locale.ROOT));
        }
        return address;
    }

    private void post(String receiver, URI address, Map<String, Object> document) throws Unheard {
        try {
            var request = HttpRequest.newBuilder(address)
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json; charset=utf-8")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            JsonMapper.shared().writeValueAsString(document), StandardCharsets.UTF_8))
                    .build();
            var status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status < 200 || status > 299) {
                throw new Unheard(receiver + ": found HTTP " + status + ", wanted 2xx");
            }
        } catch (IOException | IllegalArgumentException failed) {
            throw new Unheard(receiver + ": " + failed.getClass().getSimpleName());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new Unheard(receiver + ": the service is ending");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
