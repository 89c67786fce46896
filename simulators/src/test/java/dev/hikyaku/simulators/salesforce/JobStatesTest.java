package dev.hikyaku.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.simulators.salesforce.fault.Fault;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobStatesTest extends SimulatorTest {
    private static final String CSV = "AppUserId__c,LastName\nu1,Sato\n";

    @Test
    void neverProcessesAnOpenJob() {
        var open = client.upsertJob("Contact", "AppUserId__c");
        client.put(open, CSV);
        client.upsert("Contact", "AppUserId__c", "AppUserId__c,LastName\nu2,Suzuki\n");

        var json = client.job(open);

        assertThat(json.path("state").asString()).isEqualTo("Open");
        assertThat(json.path("contentUrl").asString())
                .isEqualTo("services/data/v66.0/jobs/ingest/" + open + "/batches");
        assertThat(json.path("jobType").asString()).isEqualTo("V2Ingest");
        assertThat(open).startsWith("750").hasSize(18);
        assertThat(simulator.records("Contact")).hasSize(1);
    }

    @Test
    void refusesASecondUpload() {
        var job = client.upsertJob("Contact", "AppUserId__c");
        assertThat(client.put(job, CSV).statusCode()).isEqualTo(201);

        var second = client.put(job, CSV);

        assertThat(second.statusCode()).isEqualTo(400);
        assertThat(second.body())
                .isEqualTo("[{\"message\":\"Found multiple contents for job: <" + job + ">, please 'Close' / 'Abort' /"
                        + " 'Delete' the current Job then create a new Job and make sure you only do 'PUT' once on a"
                        + " given Job.\",\"errorCode\":\"INVALIDJOBSTATE\"}]");
    }

    @Test
    void refusesAnUploadIntoAClosedJob() {
        var job = client.upsertJob("Contact", "AppUserId__c");
        client.run(job, CSV);

        assertThat(client.put(job, CSV).body())
                .isEqualTo("[{\"message\":\"Uploading to already JobComplete Job not allowed\","
                        + "\"errorCode\":\"INVALIDJOBSTATE\"}]");
    }

    @Test
    void refusesToCloseOrAbortAFinishedJob() {
        var job = client.upsertJob("Contact", "AppUserId__c");
        client.run(job, CSV);

        var closed = client.state(job, "UploadComplete");
        var aborted = client.state(job, "Aborted");

        assertThat(closed.statusCode()).isEqualTo(400);
        assertThat(closed.body())
                .isEqualTo("[{\"message\":\"Closing already JobComplete Job not allowed\","
                        + "\"errorCode\":\"INVALIDJOBSTATE\"}]");
        assertThat(aborted.body())
                .isEqualTo("[{\"message\":\"Aborting already Completed Job not allowed\","
                        + "\"errorCode\":\"INVALIDJOBSTATE\"}]");
    }

    @Test
    void deletesFinishedJobsOnly() {
        var open = client.upsertJob("Contact", "AppUserId__c");
        var done = client.upsertJob("Contact", "AppUserId__c");
        client.run(done, CSV);

        assertThat(client.delete(Client.DATA + "/jobs/ingest/" + open).statusCode())
                .isEqualTo(400);
        assertThat(client.delete(Client.DATA + "/jobs/ingest/" + done).statusCode())
                .isEqualTo(204);
        var gone = client.get(Client.DATA + "/jobs/ingest/" + done);
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.body())
                .isEqualTo("[{\"message\":\"The requested resource does not exist\",\"errorCode\":\"NOT_FOUND\"}]");
    }

    @Test
    void keepsWhatWasCommittedWhenAJobIsAborted() {
        simulator.faults().set(Fault.slowInProgress(Duration.ofSeconds(2)));
        var job = client.upsertJob("Contact", "AppUserId__c");
        client.put(job, CSV);
        client.state(job, "UploadComplete");
        client.until(job, List.of("InProgress"));

        assertThat(client.get(Client.DATA + "/jobs/ingest/" + job + "/failedResults")
                        .body())
                .isEqualTo("[{\"message\":\"Results of a Job in state InProgress not allowed\","
                        + "\"errorCode\":\"INVALIDJOBSTATE\"}]");
        client.state(job, "Aborted");

        assertThat(client.results(client.finished(job), "unprocessedrecords")).isEqualTo(CSV);
    }

    @Test
    void failsAJobHalfWayAndTellsAllItsRows() {
        simulator.faults().set(Fault.failAfterRows(250).times(1));
        var csv = new StringBuilder("AppUserId__c,LastName\n");
        for (var row = 0; row < 1000; row++) {
            csv.append("u").append(row).append(row % 10 == 0 ? ",\n" : ",Sato\n");
        }

        var job = client.upsert("Contact", "AppUserId__c", csv.toString());

        var succeeded = client.rows(job, "successfulResults").size();
        var failed = client.rows(job, "failedResults").size();
        assertThat(job.path("state").asString()).isEqualTo("Failed");
        assertThat(job.path("errorMessage").asString())
                .isEqualTo("InternalServerError : Batch failed after all retries");
        assertThat(succeeded + failed).isEqualTo(250);
        assertThat(failed).isEqualTo(25);
        assertThat(client.rows(job, "unprocessedRecords")).hasSize(750);
        assertThat(simulator.records("Contact")).hasSize(succeeded);
    }

    @Test
    void takesJobAndRowsInOneRequest() {
        var body = "--x\r\nContent-Type: application/json\r\nContent-Disposition: form-data; name=\"job\"\r\n\r\n"
                + "{\"object\":\"Contact\",\"operation\":\"insert\",\"lineEnding\":\"LF\"}\r\n"
                + "--x\r\nContent-Type: text/csv\r\n"
                + "Content-Disposition: form-data; name=\"content\"; filename=\"content\"\r\n\r\n"
                + "LastName\nSato\n\r\n--x--\r\n";

        var made = client.json(client.send(client.request(Client.DATA + "/jobs/ingest")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString(body))));

        assertThat(made.path("state").asString()).isEqualTo("UploadComplete");
        assertThat(client.finished(made.path("id").asString()).path("state").asString())
                .isEqualTo("JobComplete");
        assertThat(simulator.records("Contact")).hasSize(1);
    }

    @Test
    void listsJobsWithoutCounters() {
        var job = client.upsertJob("Contact", "AppUserId__c");

        var list = client.json(client.get(Client.DATA + "/jobs/ingest"));

        assertThat(list.path("done").asBoolean()).isTrue();
        assertThat(list.path("records").get(0).path("id").asString()).isEqualTo(job);
        assertThat(list.path("records").get(0).has("numberRecordsProcessed")).isFalse();
        assertThat(list.path("records").get(0).has("externalIdFieldName")).isFalse();
    }

    @Test
    void refusesJobsItCannotDo() {
        assertThat(client.send(
                                "POST",
                                Client.DATA + "/jobs/ingest",
                                "{\"object\":\"Contact\",\"operation\":\"upsert\"}")
                        .body())
                .isEqualTo("[{\"message\":\"InvalidJob : External ID was blank for Contact. An External ID must be"
                        + " specified for upsert.\",\"errorCode\":\"INVALIDJOB\"}]");
        assertThat(client.send(
                                "POST",
                                Client.DATA + "/jobs/ingest",
                                "{\"object\":\"Nothing\",\"operation\":\"insert\"}")
                        .body())
                .isEqualTo("[{\"message\":\"InvalidJob : Unable to find object: Nothing\","
                        + "\"errorCode\":\"INVALIDJOB\"}]");
        assertThat(client.send(
                                "POST",
                                Client.DATA + "/jobs/ingest",
                                "{\"object\":\"Contact\",\"operation\":\"Upsert\"}")
                        .body())
                .isEqualTo("[{\"message\":\"InvalidJob : Unsupported operation: Upsert\","
                        + "\"errorCode\":\"INVALIDJOB\"}]");
    }
}
