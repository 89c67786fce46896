package dev.hikyaku.intake.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.intake.http.credential.Credentials;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The trace a change belongs to, from the call to the ledger.
class TraceHeaderTest {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

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

    private @Nullable String traceOf(String key, String header, String more) {
        var body = "{\"key\":\"" + key + "\",\"op\":\"upsert\",\"data\":{\"text\":\"a\"}" + more + "}";
        var answer = door.send(door.to("/api/v1/syncs/note/changes")
                .header("traceparent", header)
                .POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isEqualTo(202);
        return door.ledger.story().changes("note", key).getFirst().traceParent();
    }

    @Test
    void aChangeBelongsToTheTraceOfItsCall() {
        assertThat(traceOf("1", TRACE, "")).isEqualTo(TRACE);
    }

    @Test
    void whatTheBodySaysIsMoreThanWhatTheCallSays() {
        var own = TRACE.replace("4bf9", "aaaa");
        assertThat(traceOf("1", TRACE, ",\"traceParent\":\"" + own + "\"")).isEqualTo(own);
    }

    @Test
    void aMalformedTraceIsNone() {
        assertThat(traceOf("1", "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01", ""))
                .isNull();
        assertThat(traceOf("2", "no trace", "")).isNull();
    }
}
