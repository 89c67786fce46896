package dev.hikyaku.intake.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.intake.http.credential.Credentials;
import dev.hikyaku.ledger.view.ChangeList;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
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
        assertThat(door.ledger.view().changes().newest("note", ChangeList.State.WAITING, 10))
                .singleElement();
        // Woken after the answer, so that nobody waits for it.
        var giveUp = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (door.woken.get() == 0 && System.nanoTime() < giveUp) {
            Thread.onSpinWait();
        }
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
    void refusesARequestIdThatWasAnotherRecords() {
        for (var key : List.of("1", "2")) {
            var answer = door.send(door.to(CHANGES)
                    .header("Idempotency-Key", "order-1")
                    .POST(BodyPublishers.ofString("{\"key\":\"" + key + "\",\"op\":\"delete\"}")));
            assertThat(answer.statusCode()).isEqualTo(key.equals("1") ? 202 : 422);
            assertThat(answer.body()).contains(key.equals("1") ? "taken-in" : "with another key");
        }
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
    void takesManyCallersInTogether() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<HttpResponse<String>>>();
            for (int i = 0; i < 500; i++) {
                var body = "{\"key\":\"" + i % 400 + "\",\"op\":\"delete\",\"requestId\":\"r" + i % 400 + "\"}";
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

    @Test
    void letsNobodyMakeTheLedgerWriteByAskingWhetherItCan() {
        var begun = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            assertThat(door.send(door.to("/livez").GET()).statusCode()).isEqualTo(200);
        }
        assertThat(door.looks).as("to live is not to be ready").hasValue(0);
        for (int i = 0; i < 200; i++) {
            assertThat(door.send(door.to("/readyz").GET()).statusCode()).isEqualTo(200);
        }
        var seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        assertThat(door.looks.get()).isBetween(1, (int) seconds + 1);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
