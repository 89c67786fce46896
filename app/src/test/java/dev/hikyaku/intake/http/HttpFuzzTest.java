package dev.hikyaku.intake.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.intake.body.BodyCorpus;
import dev.hikyaku.intake.http.credential.Credentials;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever comes over the wire, the door answers as its page says, writes what is right and nothing else, tells
/// nothing
/// of its inside, keeps nothing, and lives.
class HttpFuzzTest {
    private static final Set<Integer> KNOWN = Set.of(200, 202, 207, 400, 413, 415, 422);
    private static final List<String> TYPES = List.of("application/json", "application/x-ndjson", "application/xml");
    private static final List<String> HEADS = List.of(
            "",
            "\r\n\r\n",
            "GET\r\n\r\n",
            "POST / HTTP/9.9\r\n\r\n",
            "POST /api/v1/syncs/note/changes HTTP/1.1\r\n\r\n",
            "POST /api/v1/syncs/note/changes HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
            "POST /api/v1/syncs/note/changes HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
            "POST /api/v1/syncs/note/changes HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST /api/v1/syncs/note/changes HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "POST /api/v1/syncs/%2e%2e/changes HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "POST /api/v1/syncs/note/changes/../../../livez HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "POST /api/v1/syncs/note%00/changes HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /livez HTTP/1.1\r\nHost: localhost\r\nX: \u0001\r\n\r\n",
            "GET /livez HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(40_000) + "\r\n\r\n",
            "GET /" + "a".repeat(40_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001");

    @TempDir
    private Path folder;

    private OpenDoor door;

    @BeforeEach
    void open() throws IOException {
        door = new OpenDoor(folder, new Credentials.None(), OpenDoor.USUAL);
    }

    @AfterEach
    void close() {
        assertThat(door.taking.waiting()).as("nothing waits for ever").isZero();
        assertThat(door.post("/api/v1/syncs/note/changes", "{\"key\":\"alive\",\"op\":\"delete\"}")
                        .statusCode())
                .isEqualTo(202);
        door.close();
    }

    @Test
    void answersTheCorpusWhateverItCallsItself() throws IOException {
        for (var body : BodyCorpus.ALL) {
            for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
                for (var type : TYPES) {
                    assertAnswered(send(body.getBytes(charset), type, "identity"));
                }
                assertAnswered(send(zipped(body.getBytes(charset)), "application/json", "gzip"));
            }
        }
    }

    @Test
    void answersWhatIsBrokenAtRandom() throws IOException {
        var dice = new Random(20261123);
        for (var i = 0; i < 1_500; i++) {
            var zip = dice.nextInt(4) == 0;
            var text = BodyCorpus.ALL.get(dice.nextInt(BodyCorpus.ALL.size())) + " ";
            var plain = text.getBytes(StandardCharsets.UTF_8);
            var body = zip ? zipped(plain) : plain;
            for (var flips = dice.nextInt(4); flips >= 0; flips--) {
                body[dice.nextInt(body.length)] = (byte) dice.nextInt(256);
            }
            assertAnswered(send(body, TYPES.get(dice.nextInt(2)), zip ? "gzip" : "identity"));
        }
    }

    @Test
    void answersOrClosesWhatIsNoRequest() throws IOException {
        for (var head : HEADS) {
            try (var socket = door.connect()) {
                socket.setSoTimeout(3_000);
                socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
                var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer)
                        .satisfiesAnyOf(
                                text -> assertThat(text).isEmpty(),
                                text -> assertThat(text).startsWith("HTTP/1.1 4"),
                                text -> assertThat(text).startsWith("HTTP/1.1 505"));
                assertTellsNothing(answer);
            } catch (SocketException closed) {
                // The door does not talk to whom it can't understand.
            }
        }
        assertThat(door.takenIn()).isZero();
    }

    private HttpResponse<String> send(byte[] body, String type, String encoding) {
        return door.send(door.to("/api/v1/syncs/note/changes")
                .setHeader("Content-Type", type)
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(body)));
    }

    private void assertAnswered(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(KNOWN);
        assertTellsNothing(answer.body());
        if (answer.statusCode() >= 400) {
            // Of many changes each has a problem of its own.
            var isOfMany = answer.body().startsWith("{\"results\":");
            assertThat(answer.headers().firstValue("Content-Type"))
                    .as(answer.statusCode() + " " + answer.body())
                    .contains(isOfMany ? "application/json" : "application/problem+json");
        }
    }

    private static void assertTellsNothing(String answer) {
        assertThat(answer).doesNotContain("Exception", "java.", "jetty", "Jetty", "dev.hikyaku", "\tat ");
    }

    private static byte[] zipped(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(plain);
        }
        return bytes.toByteArray();
    }
}
