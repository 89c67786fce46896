package dev.hikyaku.intake.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.intake.http.credential.Credentials;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpDoorTest {
    private static final String CHANGES = "/api/v1/syncs/note/changes";

    @TempDir
    private Path folder;

    private OpenDoor door;

    @BeforeEach
    void open() throws IOException {
        door = new OpenDoor(folder, new Credentials.None(), OpenDoor.USUAL);
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void takesAChangeInAndSaysSo() {
        var answer = door.send(door.to(CHANGES)
                .header("Idempotency-Key", "order-1")
                .POST(BodyPublishers.ofString("{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"text\":\"こんにちは\"}}")));
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body())
                .isEqualTo("{\"receipt\":\"taken-in\",\"sync\":\"note\",\"key\":\"1\",\"requestId\":\"order-1\"}\n");
        assertThat(door.ledger.story().changesByOutcome("note", "waiting", 10)).singleElement();
        assertThat(door.woken).hasValue(1);
    }

    @Test
    void acknowledgesARepetitionWithoutEffect() {
        var body = "{\"key\":\"1\",\"op\":\"delete\",\"requestId\":\"a\"}";
        assertThat(door.post(CHANGES, body).statusCode()).isEqualTo(202);
        var again = door.post(CHANGES, body);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).path("receipt").stringValue()).isEqualTo("repeated");
        assertThat(door.takenIn()).isEqualTo(1);
    }

    @Test
    void acknowledgesAnOlderVersionAsSuperseded() {
        door.post(CHANGES, "{\"key\":\"1\",\"op\":\"delete\",\"version\":7}");
        var late = door.post(CHANGES, "{\"key\":\"1\",\"op\":\"upsert\",\"version\":6,\"data\":{\"text\":\"old\"}}");
        assertThat(late.statusCode()).isEqualTo(200);
        assertThat(json(late).path("receipt").stringValue()).isEqualTo("superseded");
    }

    @Test
    void hasARouteForEachOperation() {
        assertThat(door.post("/api/v1/syncs/note/upsert", "{\"key\":1,\"data\":{\"text\":\"a\"}}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(door.post("/api/v1/syncs/note/delete", "{\"key\":1}").statusCode())
                .isEqualTo(202);
        assertThat(door.post("/api/v1/syncs/note/delete", "{\"key\":1,\"op\":\"upsert\"}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void answersEachOfAnArray() {
        var answer = door.post(
                CHANGES, "[{\"key\":\"1\",\"op\":\"delete\"},{\"key\":\"2\"},{\"key\":\"3\",\"op\":\"delete\"}]");
        assertThat(answer.statusCode()).isEqualTo(207);
        var results = json(answer).path("results");
        assertThat(results.path(0).path("receipt").stringValue()).isEqualTo("taken-in");
        assertThat(results.path(1).path("pointer").stringValue()).isEqualTo("/1");
        assertThat(results.path(1).path("code").stringValue()).isEqualTo("HK4104");
        assertThat(results.path(2).path("status").intValue()).isEqualTo(202);
        assertThat(door.takenIn()).isEqualTo(2);
    }

    @Test
    void answersEachLineInOrder() {
        var answer = door.send(door.to(CHANGES)
                .setHeader("Content-Type", "application/x-ndjson")
                .header("Idempotency-Key", "night")
                .POST(BodyPublishers.ofString(
                        "{\"key\":\"1\",\"op\":\"delete\"}\n\nbroken\n{\"key\":\"3\",\"op\":\"delete\"}")));
        assertThat(answer.statusCode()).isEqualTo(200);
        var lines = answer.body().lines().map(JsonMapper.shared()::readTree).toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).path("requestId").stringValue()).isEqualTo("night-1");
        assertThat(lines.get(1).path("code").stringValue()).isEqualTo("HK4101");
        assertThat(lines.get(1).path("line").intValue()).isEqualTo(2);
        assertThat(lines.get(2).path("receipt").stringValue()).isEqualTo("taken-in");
    }

    @Test
    void takesLongStreamsOfLines() {
        var body = new StringBuilder();
        IntStream.range(0, 20_000)
                .forEach(i ->
                        body.append("{\"key\":\"").append(i).append("\",\"op\":\"upsert\",\"data\":{\"size\":1}}\n"));
        var answer = door.send(door.to(CHANGES)
                .setHeader("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(body.toString())));
        assertThat(answer.body().lines()).hasSize(20_000);
        assertThat(door.takenIn()).isEqualTo(20_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/v1/syncs/note/changes  | {"key":"1","op":"upsert","data":{"size":"x"}} | 422 | HK1422
            /api/v1/syncs/note/changes  | {"key":"1","op":"upsert","data":{"txt":"x"}}  | 422 | HK4103
            /api/v1/syncs/note/changes  | {"key":"1","key":"2","op":"delete"}           | 422 | HK4106
            /api/v1/syncs/note/changes  | {"key":"1","op":                              | 400 | HK4101
            /api/v1/syncs/note/changes  | []                                            | 422 | HK4104
            /api/v1/syncs/notes/changes | {"key":"1","op":"delete"}                     | 404 | HK4121
            /api/v1/syncs/note/nothing  | {"key":"1","op":"delete"}                     | 404 | HK4120
            /api/v1/syncs/NOTE/changes  | {"key":"1","op":"delete"}                     | 404 | HK4120
            """)
    void refusesWithCodePlaceAndRemedy(String path, String body, int status, String code) {
        var answer = door.post(path, body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).path("code").stringValue()).isEqualTo(code);
        assertThat(json(answer).path("fix").stringValue()).isNotBlank();
        assertThat(door.takenIn()).isZero();
    }

    @Test
    void speaksJapaneseToWhoAsksForIt() {
        var answer = door.send(door.to("/api/v1/syncs/memo/changes")
                .header("Accept-Language", "ja")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(json(answer).path("detail").stringValue()).isEqualTo("同期「memo」はここで扱っていません");
    }

    @Test
    void refusesWhatIsTooLargeOrTooDeep() {
        var large = "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"text\":\"" + "a".repeat(2 << 20) + "\"}}";
        assertThat(json(door.post(CHANGES, large)).path("code").stringValue()).isEqualTo("HK4128");
        var change = "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"text\":\"" + "a".repeat(300_000) + "\"}}";
        assertThat(door.post(CHANGES, change).statusCode()).isEqualTo(413);
        var deep = "[".repeat(100_000);
        assertThat(json(door.post(CHANGES, deep)).path("code").stringValue()).isEqualTo("HK4109");
        assertThat(door.takenIn()).isZero();
        assertAlive();
    }

    @Test
    void expandsGzipOnlyAsFarAsItIsAllowedTo() throws IOException {
        var small = door.send(zipped("{\"key\":\"1\",\"op\":\"delete\"}"));
        assertThat(small.statusCode()).isEqualTo(202);
        var bomb = door.send(zipped(" ".repeat(200 << 20)));
        assertThat(bomb.statusCode()).isEqualTo(413);
        var broken = door.send(
                door.to(CHANGES).header("Content-Encoding", "gzip").POST(BodyPublishers.ofString("not gzip")));
        assertThat(json(broken).path("code").stringValue()).isEqualTo("HK4134");
        var other = door.send(door.to(CHANGES).header("Content-Encoding", "br").POST(BodyPublishers.ofString("{}")));
        assertThat(other.statusCode()).isEqualTo(415);
        assertAlive();
    }

    private java.net.http.HttpRequest.Builder zipped(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(OpenDoor.ascii(text));
        }
        return door.to(CHANGES)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(bytes.toByteArray()));
    }

    @Test
    void refusesOtherMethodsAndTypes() {
        var get = door.send(door.to(CHANGES).GET());
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("Allow")).contains("POST");
        var form = door.send(door.to(CHANGES)
                .setHeader("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"key\":\"1\",\"op\":\"delete\"}")));
        assertThat(form.statusCode()).isEqualTo(415);
        var id = door.send(door.to(CHANGES).header("Idempotency-Key", "a b").POST(BodyPublishers.ofString("{}")));
        assertThat(json(id).path("code").stringValue()).isEqualTo("HK4133");
    }

    @Test
    void refusesCallersThatUseAnotherNameOfThisMachine() throws IOException {
        try (var socket = door.connect()) {
            socket.getOutputStream()
                    .write(OpenDoor.ascii("POST " + CHANGES + " HTTP/1.1\r\nHost: evil.example\r\n"
                            + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"));
            assertThat(OpenDoor.firstLine(socket.getInputStream())).startsWith("HTTP/1.1 403");
        }
        var page = door.send(
                door.to(CHANGES).header("Origin", "http://evil.example").POST(BodyPublishers.ofString("{}")));
        assertThat(page.statusCode()).isEqualTo(403);
    }

    @Test
    void givesUpOnASlowBody() throws Exception {
        try (var socket = door.connect()) {
            socket.getOutputStream()
                    .write(OpenDoor.ascii("POST " + CHANGES + " HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"));
            for (int i = 0; i < 90 && socket.getInputStream().available() == 0; i++) {
                socket.getOutputStream().write(' ');
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThat(OpenDoor.firstLine(socket.getInputStream())).startsWith("HTTP/1.1 408");
        }
        assertAlive();
    }

    @Test
    void livesThroughAThousandConnections() throws IOException {
        var idle = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 1_000; i++) {
                idle.add(door.connect());
            }
            assertAlive();
        } finally {
            for (var socket : idle) {
                socket.close();
            }
        }
        assertAlive();
    }

    @Test
    void takesManyCallersInTogether() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<HttpResponse<String>>>();
            for (int i = 0; i < 500; i++) {
                var body = "{\"key\":\"" + i + "\",\"op\":\"delete\",\"requestId\":\"r" + i % 400 + "\"}";
                answers.add(threads.submit(() -> door.post(CHANGES, body)));
            }
            var statuses = new ArrayList<Integer>();
            for (var answer : answers) {
                statuses.add(answer.get().statusCode());
            }
            assertThat(statuses).containsOnly(200, 202);
            assertThat(statuses.stream().filter(status -> status == 200)).hasSize(100);
        }
        assertThat(door.takenIn()).isEqualTo(400);
    }

    @Test
    void asksATooFastCallerToWait() throws IOException {
        var slow = new HttpDoor.Bounds(1 << 20, Duration.ofSeconds(5), 0.001);
        try (var other = new OpenDoor(folder.resolve("slow"), new Credentials.None(), slow)) {
            var body = "{\"key\":\"1\",\"op\":\"delete\"}";
            var statuses = IntStream.range(0, 2)
                    .mapToObj(_ -> other.post(CHANGES, body))
                    .toList();
            assertThat(statuses.stream().map(HttpResponse::statusCode)).containsExactly(202, 429);
            assertThat(statuses.getLast().headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void saysThatItLivesAndIsReady() {
        assertThat(door.send(door.to("/livez").GET()).body()).isEqualTo("ok\n");
        assertThat(door.send(door.to("/readyz").GET()).statusCode()).isEqualTo(200);
        assertThat(json(door.send(door.to("/api/v1/openapi.json").GET()))
                        .path("openapi")
                        .stringValue())
                .isEqualTo("3.1.0");
        var schema = json(door.send(door.to("/api/v1/syncs/note/schema").GET()));
        assertThat(List.copyOf(schema.path("properties")
                        .path("data")
                        .path("properties")
                        .propertyNames()))
                .containsExactly("id", "text", "size");
        assertThat(door.send(door.to("/elsewhere").GET()).statusCode()).isEqualTo(404);
    }

    private void assertAlive() {
        assertThat(door.post(CHANGES, "{\"key\":\"alive\",\"op\":\"delete\"}").statusCode())
                .isEqualTo(202);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
