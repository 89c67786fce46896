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
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who asks too much of the door is refused, and the door lives.
class HttpDoorBoundsTest {
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

    /// Whoever is still sending has to hear the answer, not a reset.
    @Test
    void tellsEachOfManyWhoSendTooMuch() {
        var large = "a".repeat(6 << 20);
        for (var sent = 0; sent < 30; sent++) {
            assertThat(door.post(CHANGES, large).statusCode()).isEqualTo(413);
        }
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

    @Test
    void holdsNoMoreOfAStreamThanAMegabyteOrSo() throws Exception {
        var lines = new StringBuilder();
        for (int key = 0; key < 60; key++) {
            lines.append("{\"key\":\"").append(key).append("\",\"op\":\"upsert\",\"data\":{\"text\":\"");
            lines.append("a".repeat(100_000)).append("\"}}\n");
        }
        var answer = door.send(zipped(lines.toString()).setHeader("Content-Type", "application/x-ndjson"));
        assertThat(answer.body().lines()).hasSize(60).allMatch(line -> line.contains("taken-in"));
        assertThat(door.commits()).isBetween(5L, 60L);
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
    void closesThoughACallerGoesOnSending() throws Exception {
        var patient = new HttpDoor.Bounds(1 << 20, Duration.ofSeconds(60), 1_000_000);
        var other = new OpenDoor(folder.resolve("open"), new Credentials.None(), patient);
        try (var socket = other.connect()) {
            var line = "{\"key\":\"1\",\"op\":\"delete\"}\n";
            socket.getOutputStream()
                    .write(OpenDoor.ascii("POST " + CHANGES + " HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + Integer.toHexString(line.length()) + "\r\n" + line + "\r\n"));
            assertThat(OpenDoor.firstLine(socket.getInputStream())).startsWith("HTTP/1.1 200");
            var begin = System.nanoTime();
            other.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        }
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

    private void assertAlive() {
        assertThat(door.post(CHANGES, "{\"key\":\"alive\",\"op\":\"delete\"}").statusCode())
                .isEqualTo(202);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
