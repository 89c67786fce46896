package dev.hikyaku.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.simulators.salesforce.fault.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FaultsTest extends SimulatorTest {
    private static final String LIMITS = Client.DATA + "/limits";
    private static final String INGEST = Client.DATA + "/jobs/ingest";

    @Test
    void answersAnErrorAsOftenAsAsked() {
        simulator.faults().set(Fault.error(503).on("GET", "/limits").times(2));

        assertThat(client.get(LIMITS).body())
                .isEqualTo(
                        "[{\"message\":\"Server is temporarily unavailable\",\"errorCode\":\"SERVER_UNAVAILABLE\"}]");
        assertThat(client.get(Client.DATA + "/sobjects").statusCode()).isEqualTo(200);
        assertThat(client.get(LIMITS).statusCode()).isEqualTo(503);
        assertThat(client.get(LIMITS).statusCode()).isEqualTo(200);
    }

    @Test
    void saysWithForbiddenThatTheAllowanceIsUsedUp() {
        simulator.faults().set(Fault.limitExceeded().times(1));

        var answer = client.get(LIMITS);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .isEqualTo(
                        "[{\"message\":\"TotalRequests Limit exceeded.\",\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\"}]");
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void endsSessionsAfterSomeCalls() {
        simulator.faults().set(Fault.expireTokens(2));

        assertThat(client.get(LIMITS).statusCode()).isEqualTo(200);
        assertThat(client.get(LIMITS).statusCode()).isEqualTo(200);
        var answer = client.get(LIMITS);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body())
                .isEqualTo("[{\"message\":\"Session expired or invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}]");
        assertThat(Client.loggedIn(simulator.url()).get(LIMITS).statusCode()).isEqualTo(200);
    }

    @Test
    void cutsTheConnectionBeforeAnythingIsDone() {
        simulator.faults().set(Fault.reset().on("POST", "/jobs/ingest").times(1));

        assertThatThrownBy(() -> client.upsertJob("Contact", "AppUserId__c"))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThat(client.json(client.get(INGEST)).path("records")).isEmpty();
    }

    @Test
    void losesTheAnswerAfterTheEffect() {
        simulator.faults().set(Fault.loseAnswer().on("POST", "/jobs/ingest").times(1));

        assertThatThrownBy(() -> client.upsertJob("Contact", "AppUserId__c")).isInstanceOf(UncheckedIOException.class);
        assertThat(client.json(client.get(INGEST)).path("records")).hasSize(1);
    }

    @Test
    void losesTheAnswerOfAnUploadThatIsIn() {
        var job = client.upsertJob("Contact", "AppUserId__c");
        simulator.faults().set(Fault.loseAnswer().on("PUT", "/batches").times(1));

        assertThatThrownBy(() -> client.put(job, "AppUserId__c,LastName\nu1,Sato\n"))
                .isInstanceOf(UncheckedIOException.class);
        client.state(job, "UploadComplete");
        assertThat(client.finished(job).path("numberRecordsProcessed").asInt()).isEqualTo(1);
    }

    @Test
    void locksAShareOfTheRows() {
        simulator.faults().set(Fault.lockShare(0.5));
        var csv = new StringBuilder("AppUserId__c,LastName\n");
        for (var row = 0; row < 400; row++) {
            csv.append("u").append(row).append(",Sato\n");
        }

        var job = client.upsert("Contact", "AppUserId__c", csv.toString());

        assertThat(job.path("numberRecordsFailed").asInt()).isBetween(100, 300);
        assertThat(client.errors(job, "AppUserId__c").values())
                .containsOnly("UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record:--");
    }

    @Test
    void locksTheChildrenOfOneParent() {
        client.upsert("Account", "CompanyId__c", "CompanyId__c,Name\nc1,One\nc2,Two\n");
        simulator.faults().set(Fault.lockParent("c1"));

        var job = client.upsert(
                "Contact", "AppUserId__c", "AppUserId__c,LastName,Account.CompanyId__c\nu1,Sato,c1\nu2,Kato,c2\n");

        assertThat(client.errors(job, "AppUserId__c").keySet()).containsExactly("u1");
    }

    @Test
    void cutsAResultFileThoughTheAnswerLooksWhole() {
        var job = client.upsert("Contact", "AppUserId__c", "AppUserId__c,LastName\nu1,Sato\nu2,Kato\n");
        var whole = client.results(job, "successfulResults");
        simulator.faults().set(Fault.truncateResults().times(1));

        var cut = client.results(job, "successfulResults");

        assertThat(cut).hasSize(whole.length() / 2);
        assertThat(whole).startsWith(cut);
        assertThat(client.results(job, "successfulResults")).isEqualTo(whole);
    }

    @Test
    void keepsAJobInProgress() {
        simulator.faults().set(Fault.slowInProgress(Duration.ofMillis(400)).times(1));
        var start = System.nanoTime();

        client.upsert("Contact", "AppUserId__c", "AppUserId__c,LastName\nu1,Sato\n");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(400));
    }

    @Test
    void isSwitchedOverHttp() {
        var set = client.send("POST", "/simulator/faults", "{\"kind\":\"latency\",\"ms\":300,\"path\":\"/limits\"}");
        assertThat(set.body())
                .isEqualTo("{\"faults\":[{\"kind\":\"latency\",\"method\":\"\",\"path\":\"/limits\",\"share\":1.0,"
                        + "\"ms\":300,\"times\":0}]}");
        var start = System.nanoTime();
        client.get(LIMITS);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(300));

        assertThat(client.delete("/simulator/faults").body()).isEqualTo("{\"faults\":[]}");
        assertThat(client.send("POST", "/simulator/faults", "{\"kind\":\"gremlin\"}")
                        .body())
                .isEqualTo("[{\"message\":\"kind: found gremlin, wanted one of latency, error, limitExceeded,"
                        + " expireTokens, reset, loseAnswer, lockShare, slowInProgress, truncateResults,"
                        + " failAfterRows, failAfterBatches, abortAfterRows, deleteAfterRows, batchTimeout,"
                        + " lockContention\",\"errorCode\":\"INVALID_FAULT\"}]");
    }
}
