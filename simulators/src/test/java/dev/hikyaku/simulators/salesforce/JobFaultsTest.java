package dev.hikyaku.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.simulators.salesforce.fault.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobFaultsTest extends SimulatorTest {
    private static final String INGEST = Client.DATA + "/jobs/ingest";

    private static String people(int rows) {
        var csv = new StringBuilder("AppUserId__c,LastName\n");
        for (var row = 0; row < rows; row++) {
            csv.append("u").append(row).append(",Sato\n");
        }
        return csv.toString();
    }

    @Test
    void letsTheAllowanceOfCallsRunOutAndRaisesItAgain() {
        simulator.allowances().setApiCalls((int) simulator.apiCalls() + 2);

        var last = client.get(Client.DATA + "/sobjects");
        var limits = client.json(client.get(Client.DATA + "/limits"));
        var refused = client.get(Client.DATA + "/limits");

        assertThat(last.headers().firstValue("Sforce-Limit-Info")).contains("api-usage=1/2");
        assertThat(limits.path("DailyApiRequests").toString()).isEqualTo("{\"Max\":2,\"Remaining\":0}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .isEqualTo(
                        "[{\"message\":\"TotalRequests Limit exceeded.\",\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\"}]");
        client.send("POST", "/simulator/allowances", "{\"apiCalls\":100}");
        assertThat(client.get(Client.DATA + "/limits").statusCode()).isEqualTo(200);
    }

    @Test
    void letsTheAllowanceOfBatchesRunOutInTheMiddleOfAJob() {
        client.send("POST", "/simulator/allowances", "{\"bulkBatches\":1}");

        var job = client.upsert("Contact", "AppUserId__c", people(10_400));
        var next = client.send("POST", INGEST, "{\"object\":\"Contact\",\"operation\":\"insert\"}");

        assertThat(job.path("state").asString()).isEqualTo("Failed");
        assertThat(job.path("errorMessage").asString())
                .isEqualTo("ExceededQuota : ApiBatchItems Limit exceeded. Too many batches in 24 hours");
        assertThat(client.rows(job, "successfulResults")).hasSize(10_000);
        assertThat(client.rows(job, "unprocessedrecords")).hasSize(400);
        assertThat(next.body())
                .isEqualTo("[{\"message\":\"ExceededQuota : ApiBatchItems Limit exceeded. Too many batches in 24"
                        + " hours\",\"errorCode\":\"EXCEEDEDQUOTA\"}]");
        simulator.allowances().setBulkBatches(5);
        assertThat(client.upsert("Contact", "AppUserId__c", people(1))
                        .path("state")
                        .asString())
                .isEqualTo("JobComplete");
    }

    @Test
    void locksChunksOutThatShareAParent() {
        client.upsert("Account", "CompanyId__c", "CompanyId__c,Name\nc1,One\nc2,Two\n");
        simulator.faults().set(Fault.lockContention("AccountId").times(1));
        var csv = new StringBuilder("AppUserId__c,LastName,Account.CompanyId__c\n");
        for (var row = 0; row < 600; row++) {
            csv.append("u")
                    .append(row)
                    .append(",Sato,")
                    .append(row < 400 ? "c1" : "c2")
                    .append('\n');
        }

        var job = client.upsert("Contact", "AppUserId__c", csv.toString());
        var errors = client.errors(job, "AppUserId__c");
        var again = client.upsert("Contact", "AppUserId__c", csv.toString());

        assertThat(errors).hasSize(200);
        assertThat(errors.values())
                .containsOnly("UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record:--");
        assertThat(errors.keySet()).allMatch(key -> Integer.parseInt(key.substring(1)) < 400);
        assertThat(again.path("numberRecordsFailed").asInt()).isZero();
    }

    @Test
    void locksTheRowsOfOneParentSoManyTimes() {
        client.upsert("Account", "CompanyId__c", "CompanyId__c,Name\nc1,One\n");
        simulator.faults().set(Fault.lockParent("c1").times(2));

        var job = client.upsert(
                "Contact",
                "AppUserId__c",
                "AppUserId__c,LastName,Account.CompanyId__c\nu1,Sato,c1\nu2,Kato,c1\nu3,Abe,c1\n");

        assertThat(client.errors(job, "AppUserId__c")).hasSize(2);
    }

    @Test
    void triesABatchAgainThatTakesTooLong() {
        simulator.faults().set(Fault.batchTimeout(2).times(1));

        var job = client.upsert("Contact", "AppUserId__c", people(5));

        assertThat(job.path("state").asString()).isEqualTo("JobComplete");
        assertThat(job.path("retries").asInt()).isEqualTo(2);
        restart();
        assertThat(client.job(job.path("id").asString())).isEqualTo(job);
    }

    @Test
    void failsAJobWhoseBatchTakesTooLongTooOften() {
        client.send("POST", "/simulator/faults", "{\"kind\":\"batchTimeout\",\"tries\":21,\"times\":1}");

        var job = client.upsert("Contact", "AppUserId__c", people(5));

        assertThat(job.path("state").asString()).isEqualTo("Failed");
        assertThat(job.path("retries").asInt()).isEqualTo(20);
        assertThat(client.rows(job, "unprocessedrecords")).hasSize(5);
    }

    @Test
    void failsAJobBetweenTwoBatches() {
        simulator.faults().set(Fault.failAfterBatches(1).times(1));

        var job = client.upsert("Contact", "AppUserId__c", people(10_300));

        assertThat(job.path("state").asString()).isEqualTo("Failed");
        assertThat(client.rows(job, "successfulResults")).hasSize(10_000);
        assertThat(client.rows(job, "unprocessedrecords"))
                .hasSize(300)
                .first()
                .satisfies(row -> assertThat(row).containsEntry("AppUserId__c", "u10000"));
    }

    @Test
    void letsAnAdminAbortAJobInTheMiddle() {
        simulator.faults().set(Fault.abortAfterRows(250).times(1));

        var job = client.upsert("Contact", "AppUserId__c", people(1000));

        assertThat(job.path("state").asString()).isEqualTo("Aborted");
        assertThat(client.rows(job, "successfulResults")).hasSize(250);
        assertThat(client.rows(job, "unprocessedrecords")).hasSize(750);
    }

    @Test
    void letsAnAdminDeleteAJobInTheMiddle() {
        simulator.faults().set(Fault.deleteAfterRows(250).times(1));
        var job = client.upsertJob("Contact", "AppUserId__c");
        client.put(job, people(1000));
        client.state(job, "UploadComplete");

        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (client.get(INGEST + "/" + job).statusCode() != 404 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }

        assertThat(client.get(INGEST + "/" + job + "/successfulResults").statusCode())
                .isEqualTo(404);
        assertThat(simulator.records("Contact")).hasSize(250);
    }

    @Test
    void endsJobsByHand() {
        simulator.faults().set(Fault.slowInProgress(Duration.ofMinutes(1)));
        var first = client.upsertJob("Contact", "AppUserId__c");
        client.put(first, people(1));
        client.state(first, "UploadComplete");
        client.until(first, List.of("InProgress"));
        var second = client.upsertJob("Contact", "AppUserId__c");

        simulator.abortJob(first);
        client.delete("/simulator/jobs/" + second);

        assertThat(client.job(first).path("state").asString()).isEqualTo("Aborted");
        assertThat(client.get(INGEST + "/" + second).statusCode()).isEqualTo(404);
    }

    @Test
    void makesEveryCallWait() {
        simulator.faults().set(Fault.latency(Duration.ofMillis(100)));
        var start = System.nanoTime();

        client.get(Client.DATA + "/limits");
        Client.loggedIn(simulator.url());

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(200));
    }
}
