package dev.hikyaku.crucible.world;

import dev.hikyaku.simulators.push.phones.Phones;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A simulator of FCM or SNS in a process of its own, and the phones it reaches.
public final class FakeProvider implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern APPLICATION =
            Pattern.compile("<PlatformApplicationArn>(\\S+)</PlatformApplicationArn>");
    private static final Pattern ENDPOINT = Pattern.compile("<EndpointArn>(\\S+)</EndpointArn>");

    private final Provider provider;
    private final Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Child process;
    private final URI url;
    private final String application;

    private FakeProvider(Provider provider, Path folder) {
        this.provider = provider;
        this.folder = folder;
        var command = Java.program(provider.program(), List.of(), List.of("--data", folder.toString()));
        process = Child.start(folder.resolveSibling("output"), command, Map.of());
        url = ready();
        application = provider == Provider.SNS ? createApplication() : "";
    }

    /// Starts one without quotas that keeps its journals in a folder.
    public static FakeProvider start(Provider provider, Path folder) {
        return new FakeProvider(provider, folder);
    }

    private URI ready() {
        var pattern = Pattern.compile(provider.ready() + "(http://\\S+:\\d+)\\s");
        process.awaitText(provider.ready());
        var found = pattern.matcher(process.out());
        while (!found.find()) {
            Child.pause();
            found = pattern.matcher(process.out());
        }
        return URI.create(found.group(1));
    }

    private String createApplication() {
        control("POST", "quotas", "{}");
        return one(
                APPLICATION,
                sns(Map.of(
                        "Action", "CreatePlatformApplication",
                        "Platform", "GCM",
                        "Name", "town",
                        "Attributes.entry.1.key", "PlatformCredential",
                        "Attributes.entry.1.value", "simulator")));
    }

    /// Which one it plays.
    public Provider provider() {
        return provider;
    }

    /// Its base address.
    public URI url() {
        return url;
    }

    /// ARN of its platform application; empty for FCM.
    public String application() {
        return application;
    }

    /// What the program is told to sign in with.
    public Map<String, String> environment() {
        return switch (provider) {
            case FCM -> Map.of("HIKYAKU_FCM_CREDENTIALS", control("GET", "service-account", ""));
            case SNS ->
                Map.of(
                        "AWS_ACCESS_KEY_ID",
                        "anybody",
                        "AWS_SECRET_ACCESS_KEY",
                        "anything",
                        "AWS_REGION",
                        "ap-northeast-1");
        };
    }

    /// The lines of `push:` that lead to it, indented by two.
    public String declared() {
        return switch (provider) {
            case FCM -> "  gateway: fcm\n  fcm: { url: \"%s\", perMinute: 100000000 }\n".formatted(url);
            case SNS -> """
                  gateway: sns
                  sns:
                    region: ap-northeast-1
                    applications: { android: "%s" }
                    url: "%s"
                    perSecond: 1000000
                """.formatted(application, url);
        };
    }

    /// An endpoint for a token, as some other program left it.
    ///
    /// @return its ARN
    public String endpoint(String token, String customUserData) {
        return one(
                ENDPOINT,
                sns(Map.of(
                        "Action", "CreatePlatformEndpoint",
                        "PlatformApplicationArn", application,
                        "Token", token,
                        "CustomUserData", customUserData)));
    }

    /// ARN of the endpoint that a token has already.
    public String endpointOf(String token) {
        return one(
                ENDPOINT,
                sns(Map.of("Action", "CreatePlatformEndpoint", "PlatformApplicationArn", application, "Token", token)));
    }

    /// Disables an endpoint, as SNS does when the platform calls the token dead.
    public void disable(String endpoint) {
        sns(Map.of(
                "Action", "SetEndpointAttributes",
                "EndpointArn", endpoint,
                "Attributes.entry.1.key", "Enabled",
                "Attributes.entry.1.value", "false"));
    }

    private static String one(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        if (!found.find()) {
            throw new AssertionError(text);
        }
        return found.group(1);
    }

    private String sns(Map<String, String> form) {
        var body = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return ask(HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=anybody")
                .POST(BodyPublishers.ofString("Version=2010-03-31&" + body)));
    }

    private String control(String method, String door, String body) {
        return ask(HttpRequest.newBuilder(url.resolve("/simulator/" + door))
                .method(method, BodyPublishers.ofString(body)));
    }

    private String ask(HttpRequest.Builder request) {
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /// Switches a fault on.
    public void fault(String json) {
        control("POST", "faults", json);
    }

    /// Switches all faults off.
    public void heal() {
        control("DELETE", "faults", "");
    }

    /// Waits until what was taken until now is on its phone, and reads what phones show.
    public Phones phones() {
        if (provider == Provider.SNS) {
            var wanted = status().path("publishes").asLong();
            var patience = Instant.now().plusSeconds(30);
            while (status().path("phones").path("arrivals").asLong() < wanted
                    && Instant.now().isBefore(patience)) {
                Child.pause();
            }
        }
        return Phones.read(folder.resolve("phones.jsonl"));
    }

    private JsonNode status() {
        return JSON.readTree(control("GET", "status", ""));
    }

    @Override
    public void close() {
        client.close();
        process.close();
    }
}
