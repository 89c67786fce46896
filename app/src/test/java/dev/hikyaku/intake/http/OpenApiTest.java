package dev.hikyaku.intake.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.hikyaku.intake.http.credential.Credentials;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The page that is served says what is answered, and everything that is answered stands there.
class OpenApiTest {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS");
    private static final String CHANGES = "/api/v1/syncs/note/changes";
    private static final String RIGHT = "{\"key\":\"1\",\"op\":\"delete\"}";

    @TempDir
    private Path folder;

    private OpenDoor door;
    private JsonNode page;

    @BeforeEach
    void open() throws IOException {
        door = new OpenDoor(folder, new Credentials.None(), OpenDoor.USUAL);
        page = JsonMapper.shared()
                .readTree(door.send(door.to("/api/v1/openapi.json").GET()).body());
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void answersOnEveryPathThatItNamesByTheMethodsThatItNamesAlone() {
        for (var path : page.path("paths").properties()) {
            for (var method : METHODS) {
                var isNamed = path.getValue().has(method.toLowerCase(java.util.Locale.ROOT));
                var answer = door.send(door.to(path.getKey().replace("{sync}", "note"))
                        .method(method, BodyPublishers.ofString(method.equals("POST") ? RIGHT : "")));
                assertThat(answer.statusCode() != 405 && answer.statusCode() != 404)
                        .as(method + " " + path.getKey() + ": " + answer.statusCode())
                        .isEqualTo(isNamed);
                if (isNamed) {
                    assertNamed(path.getKey(), method, answer);
                } else {
                    assertThat(answer.headers().firstValue("Allow")).isPresent();
                }
            }
        }
    }

    @Test
    void namesEveryPathThatIsAnswered() {
        var named = new TreeSet<String>();
        page.path("paths").properties().forEach(path -> named.add(path.getKey()));
        assertThat(named)
                .containsExactlyInAnyOrder(
                        "/livez",
                        "/readyz",
                        "/api/v1/openapi.json",
                        "/api/v1/syncs/{sync}/changes",
                        "/api/v1/syncs/{sync}/upsert",
                        "/api/v1/syncs/{sync}/delete",
                        "/api/v1/syncs/{sync}/schema");
        for (var other : List.of("/", "/api", "/api/v1/syncs", "/api/v1/syncs/note", "/api/v1/syncs/note/records")) {
            assertThat(door.send(door.to(other).GET()).statusCode()).as(other).isEqualTo(404);
        }
    }

    private static final List<String> BODIES = List.of(
            RIGHT,
            "[" + RIGHT + "]",
            "[" + RIGHT + ",{\"key\":\"2\"}]",
            "{",
            "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"size\":\"x\"}}",
            "{\"key\":\"1\",\"op\":\"delete\",\"requestId\":\"r\"}",
            "{\"key\":\"1\",\"op\":\"delete\",\"requestId\":\"r\"}",
            "x".repeat(2 << 20));

    /// Every status that the page names for a change is answered here, with the body it names.
    @Test
    void namesEveryStatusAndTheShapeOfEachAnswer() throws IOException {
        var seen = new TreeSet<Integer>();
        for (var body : BODIES) {
            seen.add(assertNamed(CHANGES, "POST", door.post(CHANGES, body)));
        }
        seen.add(assertNamed(CHANGES, "POST", door.post("/api/v1/syncs/memo/changes", RIGHT)));
        seen.add(assertNamed(CHANGES, "POST", door.send(door.to(CHANGES).GET())));
        seen.add(assertNamed(
                CHANGES,
                "POST",
                door.send(door.to(CHANGES)
                        .setHeader("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(RIGHT)))));
        seen.add(assertNamed(
                CHANGES,
                "POST",
                door.send(door.to(CHANGES)
                        .header("Origin", "http://evil.example")
                        .POST(BodyPublishers.ofString(RIGHT)))));
        seen.addAll(ofStricterDoors());
        // HttpDoorBoundsTest gives up on a slow body.
        seen.add(408);
        assertThat(named()).isEqualTo(seen);
    }

    private Set<Integer> named() {
        var named = new TreeSet<Integer>();
        page.path("paths").path("/api/v1/syncs/{sync}/changes").path("post").path("responses").properties().stream()
                .map(Map.Entry::getKey)
                .forEach(status -> named.add(Integer.valueOf(status)));
        return named;
    }

    private Set<Integer> ofStricterDoors() throws IOException {
        var seen = new TreeSet<Integer>();
        var secrets = Map.of("shop", List.of("whsec_" + "A".repeat(40)));
        try (var signed = new OpenDoor(folder.resolve("signed"), new Credentials.Signed(secrets), OpenDoor.USUAL)) {
            seen.add(assertNamed(CHANGES, "POST", signed.post(CHANGES, RIGHT)));
        }
        var slow = new HttpDoor.Bounds(1 << 20, Duration.ofSeconds(5), 0.001);
        try (var paced = new OpenDoor(folder.resolve("paced"), new Credentials.None(), slow)) {
            paced.post(CHANGES, RIGHT);
            var refused = paced.post(CHANGES, RIGHT);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            seen.add(assertNamed(CHANGES, "POST", refused));
        }
        try (var closing = new OpenDoor(folder.resolve("closing"), new Credentials.None(), OpenDoor.USUAL)) {
            closing.taking.close();
            var refused = closing.post(CHANGES, RIGHT);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            seen.add(assertNamed(CHANGES, "POST", refused));
        }
        return seen;
    }

    /// The status stands there, with this content type, and the body has the shape.
    private int assertNamed(String path, String method, HttpResponse<String> answer) {
        var operation = page.path("paths")
                .path(path.replace("/note/", "/{sync}/"))
                .path(method.toLowerCase(java.util.Locale.ROOT));
        var response = operation.path("responses").path("" + answer.statusCode());
        assertThat(response.isObject())
                .as(method + " " + path + " " + answer.statusCode())
                .isTrue();
        var contents = response.path("content");
        var type = answer.headers().firstValue("Content-Type").orElse("");
        if (contents.isObject()) {
            assertThat(contents.has(type))
                    .as(path + " " + answer.statusCode() + " " + type)
                    .isTrue();
            assertThat(problems(contents.path(type).path("schema"), answer.body()))
                    .isEmpty();
        }
        return answer.statusCode();
    }

    private List<?> problems(JsonNode schema, String body) {
        var whole = (ObjectNode) schema.deepCopy();
        whole.set("components", Objects.requireNonNull(page.get("components")));
        var dialect = JsonNodeFactory.instance.stringNode("https://json-schema.org/draft/2020-12/schema");
        whole.set("$schema", dialect);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole.toString())
                .validate(body, InputFormat.JSON);
    }
}
