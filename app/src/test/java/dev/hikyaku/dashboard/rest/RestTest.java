package dev.hikyaku.dashboard.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.people.Audit;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RestTest {
    @TempDir
    private Path folder;

    private ApiHouse house;

    @BeforeEach
    void open() throws IOException {
        house = new ApiHouse(folder);
        house.takeIn("1", "2", "3");
        house.carry("STRING_TOO_LONG", "=too long [Text__c]", "2");
        house.takeIn("4");
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static List<String> texts(JsonNode items, String field) {
        var texts = new ArrayList<String>();
        items.forEach(item -> texts.add(item.path(field).asString()));
        return texts;
    }

    @Test
    void tellsWhereAllStandsAndThatNothingChanged() {
        var summary = house.get("api/v1/summary");
        var json = JsonMapper.shared().readTree(summary.body());
        assertThat(json.path("syncs").path(0).path("state").stringValue()).isEqualTo("flowing");
        assertThat(json.path("syncs").path(0).path("waiting").path("count").intValue())
                .isEqualTo(1);
        assertThat(json.path("campaigns").path(0).path("campaign").stringValue())
                .isEqualTo("hello");
        var etag = summary.headers().firstValue("ETag").orElseThrow();
        var again = house.send(house.to("api/v1/summary", "viewer").header("If-None-Match", etag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        house.takeIn("5");
        assertThat(house.send(house.to("api/v1/summary", "viewer").header("If-None-Match", etag))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void tellsHowItWentAndThatNothingChanged() {
        house.ledger.history().record(List.of("note"), Duration.ofDays(8));
        var chart = house.json("api/v1/history?range=24h&sync=note");
        assertThat(chart.path("minutes").intValue()).isEqualTo(10);
        assertThat(chart.path("points").size()).isBetween(143, 144);
        house.ledger.history().record(List.of("note"), Duration.ofDays(8));
        var sql = JdbcClient.create(house.ledger.dataSource());
        sql.sql("UPDATE hk_history SET at = at - INTERVAL '20' MINUTE").update();
        var first = house.get("api/v1/history");
        var counts = new ArrayList<String>();
        JsonMapper.shared().readTree(first.body()).path("points").forEach(point -> {
            if (!point.path("counts").isNull()) {
                counts.add(point.path("counts").toString());
            }
        });
        assertThat(counts)
                .contains("{\"takenIn\":4,\"accepted\":2,\"rejected\":1,\"superseded\":0,\"unsent\":0,\"unknown\":0}");
        assertThat(house.json("api/v1/history?campaign=hello").path("campaign").stringValue())
                .isEqualTo("hello");
        problem(house.get("api/v1/history?range=ever"), 400, "wanted one of 1h, 24h, 7d");
        problem(house.get("api/v1/history?sync=note&campaign=hello"), 400, "wanted one of them");
        problem(house.get("api/v1/history?sync=other"), 404, "no sync 'other'");
    }

    @Test
    void listsChangesPageByPage() {
        var first = house.get("api/v1/changes?sync=note&limit=2");
        var json = JsonMapper.shared().readTree(first.body());
        assertThat(texts(json.path("items"), "key")).containsExactly("4", "3");
        assertThat(texts(json.path("items"), "outcome")).containsExactly("waiting", "accepted");
        var link = first.headers().firstValue("Link").orElseThrow();
        assertThat(link)
                .endsWith(">; rel=\"next\"")
                .contains("cursor=" + json.path("next").stringValue());
        var second = house.json(link.substring(2, link.indexOf('>')));
        assertThat(texts(second.path("items"), "key")).containsExactly("2", "1");
        assertThat(texts(second.path("items"), "turn")).containsExactly("app", "nobody");
        var rejected = house.json("api/v1/changes?state=rejected&code=STRING_TOO_LONG");
        assertThat(texts(rejected.path("items"), "key")).containsExactly("2");
        assertThat(rejected.path("next").isNull()).isTrue();
        assertThat(texts(house.json("api/v1/changes?sync=note&key=3").path("items"), "key"))
                .containsExactly("3");
    }

    @Test
    void writesCsvForSpreadsheets() {
        var csv = house.send(
                house.to("api/v1/changes?state=rejected&bom=true", "viewer").header("Accept", "text/csv"));
        assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        var lines = csv.body().split("\r\n", -1);
        assertThat(lines[0]).startsWith("\uFEFFid,sync,key,version,operation,outcome,code,turn,reason");
        assertThat(lines[1]).contains(",note,2,1,upsert,rejected,STRING_TOO_LONG,app,'=too long [Text__c],");
        var plain = house.send(house.to("api/v1/problems", "viewer").header("Accept", "text/csv"));
        assertThat(plain.body()).startsWith("sync,state,code,cause,turn,reason,changes,more,first,last,keys\r\n");
    }

    @Test
    void hidesWhatReasonsQuoteOfARecord() {
        house.carry("INVALID_EMAIL_ADDRESS", "invalid email: hanako@example.jp", "4");
        assertThat(house.json("api/v1/changes?state=rejected")
                        .path("items")
                        .path(0)
                        .path("reason")
                        .stringValue())
                .isEqualTo("invalid email: ●●●");
        assertThat(house.get("api/v1/trace/note/4").body()).contains("●●●").doesNotContain("hanako");
        var csv = house.send(house.to("api/v1/problems", "admin").header("Accept", "text/csv"));
        assertThat(csv.body()).contains("●●●").doesNotContain("hanako");
    }

    @Test
    void tellsTheWayOfARecordByItsKeyAndItsId() {
        var told = house.json("api/v1/trace/note/1");
        assertThat(told.path("state").stringValue()).isEqualTo("accepted");
        assertThat(house.json("api/v1/trace/note/a00000000000001")).isEqualTo(told);
        assertThat(house.json("api/v1/trace?sync=note&key=1")).isEqualTo(told);
        assertThat(house.get("api/v1/trace/note/9").statusCode()).isEqualTo(404);
    }

    @Test
    void groupsProblemsAndKnowsRuns() {
        var problem = house.json("api/v1/problems").path("items").path(0);
        assertThat(problem.path("cause").stringValue()).isEqualTo("Text__c");
        assertThat(problem.path("turn").stringValue()).isEqualTo("app");
        assertThat(texts(house.json("api/v1/runs").path("items"), "run")).containsExactly("note@one");
        var run = house.json("api/v1/runs/note@one");
        assertThat(run.path("jobs").path(0).path("accepted").intValue()).isEqualTo(2);
        assertThat(run.path("takenIn").path(0).path("changes").intValue()).isEqualTo(4);
        assertThat(texts(house.json("api/v1/search?q=2").path("items"), "key")).containsExactly("2");
        assertThat(house.json("api/v1/activity").path("items").isEmpty()).isTrue();
        assertThat(house.json("api/v1/campaigns/hello/runs").path("items").isEmpty())
                .isTrue();
    }

    @Test
    void anOperationIsBegunThenAskedForUntilItIsOver() {
        var begun = house.post(
                "api/v1/operations", "operator", "{\"kind\":\"resubmit\",\"sync\":\"note\",\"reason\":\"mended\"}");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        var over = until("done", begun.headers().firstValue("Location").orElseThrow());
        assertThat(over.path("done").intValue()).isEqualTo(1);
        assertThat(over.path("by").stringValue()).isEqualTo("operator");
        assertThat(texts(house.json("api/v1/changes?state=waiting").path("items"), "key"))
                .containsExactly("2", "4");
        assertThat(house.json("api/v1/problems").path("items").isEmpty()).isTrue();
        assertThat(house.ledger.people().audit().newest(new Audit.Wanted(null, "resubmit", null), 9))
                .singleElement()
                .satisfies(act -> assertThat(act.reason()).isEqualTo("mended"));
    }

    @Test
    void aSyncIsHeldAndARecordSkippedUntilTheyAreNot() {
        operate("{\"kind\":\"hold\",\"sync\":\"note\",\"reason\":\"frozen\"}");
        assertThat(house.json("api/v1/syncs/note").path("cause").path("kind").stringValue())
                .isEqualTo("hold");
        assertThat(house.json("api/v1/syncs/note").path("cause").path("code").stringValue())
                .isEqualTo("HK2019");
        operate("{\"kind\":\"resume\",\"sync\":\"note\"}");
        assertThat(house.json("api/v1/syncs/note").path("state").stringValue()).isEqualTo("flowing");
        operate("{\"kind\":\"skip\",\"sync\":\"note\",\"keys\":[\"4\"],\"reason\":\"a test row\"}");
        problem(
                house.post("api/v1/operations", "operator", "{\"kind\":\"skip\",\"sync\":\"note\"}"),
                422,
                "skip: wanted one of keys");
        assertThat(house.ledger.people().audit().newest(new Audit.Wanted("operator", null, null), 9).stream()
                        .map(act -> act.action() + " " + act.subject()))
                .containsExactly("skip note 4", "resume note", "hold note");
    }

    private void operate(String wish) {
        var begun = house.post("api/v1/operations", "operator", wish);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        var over = until("done", begun.headers().firstValue("Location").orElseThrow());
        assertThat(over.path("done").intValue()).isEqualTo(1);
    }

    private JsonNode until(String state, String address) {
        var giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        JsonNode now;
        do {
            now = house.json(address);
        } while (!now.path("state").stringValue().equals(state) && System.nanoTime() < giveUp);
        assertThat(now.path("state").stringValue()).as(now.toString()).isEqualTo(state);
        return now;
    }

    @Test
    void saysWhatWasWantedAsAProblem() {
        problem(house.get("api/v1/changes?state=gone"), 400, "wanted one of waiting, claimed");
        problem(house.get("api/v1/changes?limit=many"), 400, "limit 'many': wanted a number");
        problem(house.get("api/v1/changes?cursor=x"), 400, "wanted the \\\"next\\\"");
        problem(house.get("api/v1/search"), 400, "wanted the parameter q");
        problem(house.get("api/v1/syncs/other"), 404, "no sync 'other'; wanted one of note");
        problem(house.get("api/v1/nothing"), 404, "no such address");
        problem(
                house.post("api/v1/operations", "operator", "{\"kind\":\"delete\"}"),
                422,
                "kind 'delete': wanted resubmit");
        problem(house.post("api/v1/operations", "operator", "{\"all\":1}"), 422, "the body can't be read");
    }

    @Test
    void asksWhoItIsAndWhatTheyMay() {
        problem(house.send(house.anonymous("api/v1/summary")), 401, "log in, or send name and password");
        problem(
                house.send(house.anonymous("api/v1/summary").header("Authorization", "Basic dmlld2VyOm5v")),
                401,
                "name or password is wrong");
        problem(house.send(house.to("api/v1/activity", "viewer")), 403, "another role");
        problem(
                house.post("api/v1/operations", "viewer", "{\"kind\":\"resubmit\",\"sync\":\"note\"}"),
                403,
                "another role");
        assertThat(house.get("api/v1/summary").headers().firstValue("Set-Cookie"))
                .isEmpty();
    }

    private static void problem(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status).contains(detail);
    }
}
