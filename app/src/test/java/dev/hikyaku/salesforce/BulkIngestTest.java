package dev.hikyaku.salesforce;

import static dev.hikyaku.salesforce.ScriptedOrg.JOB;
import static dev.hikyaku.salesforce.ScriptedOrg.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hikyaku.salesforce.ScriptedServer.Told;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulkIngestTest {

    @TempDir
    private Path folder;

    @Test
    void walksAJobFromOpenToDeleted() {
        try (var org = obliging();
                var salesforce = org.connect()) {
            var bulk = salesforce.bulk();
            var job = bulk.create(BulkJobSpec.upsert("Contact", "AppUserId__c"));
            bulk.upload(job.id(), CsvBody.of("AppUserId__c\nü-7\n"));
            assertThat(bulk.close(job.id()).state()).isEqualTo(BulkJob.State.UPLOAD_COMPLETE);
            bulk.delete(job.id());

            assertThat(job.state()).isEqualTo(BulkJob.State.OPEN);
            assertThat(job.createdAt()).isEqualTo(Instant.parse("2026-11-22T05:50:28.123Z"));
            assertThat(job.createdById()).isEqualTo("0055e000001AbCdEFG");
            assertThat(job.apiVersion()).isEqualTo("66.0");
            assertThat(job.counters()).isNull();
            assertThat(org.server.asked("PATCH", ROOT).getFirst().body()).isEqualTo("{\"state\":\"UploadComplete\"}");
            assertThat(org.server.asked("DELETE", ROOT + "/jobs/ingest/" + JOB)).hasSize(1);
        }
    }

    @Test
    void createsAJobInSalesforcesWords() {
        try (var org = obliging();
                var salesforce = org.connect()) {
            salesforce.bulk().create(BulkJobSpec.upsert("Contact", "AppUserId__c"));
            var create = org.server.asked("POST", ROOT).getFirst();
            assertThat(create.path()).isEqualTo(ROOT + "/jobs/ingest");
            assertThat(create.body())
                    .isEqualTo(
                            "{\"object\":\"Contact\",\"operation\":\"upsert\",\"externalIdFieldName\":\"AppUserId__c\","
                                    + "\"contentType\":\"CSV\",\"columnDelimiter\":\"COMMA\",\"lineEnding\":\"LF\"}");
            assertThat(create.header("Sforce-Call-Options")).isEqualTo("client=Hikyaku/0.1");
            assertThat(create.header("Authorization")).isEqualTo(ScriptedOrg.bearer(1));
        }
    }

    @Test
    void uploadsRowsAsTheyAreWithTheirLengthInBytes() {
        try (var org = obliging();
                var salesforce = org.connect()) {
            salesforce.bulk().upload(JOB, CsvBody.of("AppUserId__c\nü-7\n"));
            var put = org.server.asked("PUT", ROOT).getFirst();
            assertThat(put.path()).isEqualTo(ROOT + "/jobs/ingest/" + JOB + "/batches");
            assertThat(put.header("Content-Type")).isEqualTo("text/csv; charset=UTF-8");
            assertThat(put.header("Content-Length")).isEqualTo("18");
            assertThat(put.body()).isEqualTo("AppUserId__c\nü-7\n");
        }
    }

    private static ScriptedOrg obliging() {
        return new ScriptedOrg(asked -> switch (asked.method()) {
            case "PUT" -> new Told.Whole(201, Map.of(), new byte[0]);
            case "DELETE" -> new Told.Whole(204, Map.of(), new byte[0]);
            case "PATCH" -> ScriptedOrg.job("UploadComplete");
            default -> ScriptedOrg.job("Open");
        });
    }

    @Test
    void makesAJobWithItsRowsInOneCall() {
        try (var org = new ScriptedOrg(_ -> ScriptedOrg.job("UploadComplete"));
                var salesforce = org.connect()) {
            salesforce.bulk().createWithRows(BulkJobSpec.of("Contact", BulkJobSpec.Operation.DELETE), "Id\n003\n");
            var call = org.server.asked("POST", ROOT).getFirst();
            var boundary = call.header("Content-Type").replace("multipart/form-data; boundary=", "");
            assertThat(call.body())
                    .startsWith("--" + boundary + "\r\n")
                    .contains("name=\"job\"\r\n\r\n{\"object\":\"Contact\",\"operation\":\"delete\",")
                    .endsWith("filename=\"content\"\r\n\r\nId\n003\n\r\n--" + boundary + "--\r\n");
        }
    }

    @Test
    void readsCountersAndStatesItDoesNotKnow() {
        var json = ScriptedOrg.jobJson(JOB, "Paused")
                .replace("}", ",\"numberRecordsProcessed\":80,\"numberRecordsFailed\":3,\"retries\":1}");
        try (var org = new ScriptedOrg(_ -> Told.json(json));
                var salesforce = org.connect()) {
            var job = salesforce.bulk().get(JOB);
            assertThat(job.state()).isEqualTo(BulkJob.State.UNRECOGNISED);
            assertThat(job.stateText()).isEqualTo("Paused");
            assertThat(job.state().terminal()).isFalse();
            assertThat(job.counters()).isEqualTo(new BulkJob.Counters(80, 3, 1, 0, 0, 0));
        }
    }

    @Test
    void listsJobsOfAllPages() {
        var second = "7505e000000abceAAA";
        try (var org = new ScriptedOrg(asked -> asked.path().contains("queryLocator")
                        ? Told.json("{\"done\":true,\"records\":[" + ScriptedOrg.jobJson(second, "Aborted") + "]}")
                        : Told.json(
                                "{\"done\":false,\"nextRecordsUrl\":\"" + ROOT + "/jobs/ingest?queryLocator=a%3D1\","
                                        + "\"records\":[" + ScriptedOrg.jobJson(JOB, "Open") + "]}"));
                var salesforce = org.connect()) {
            assertThat(salesforce.bulk().list()).extracting(BulkJob::id).containsExactly(JOB, second);
            assertThat(org.server.asked("GET", ROOT + "/jobs/ingest"))
                    .extracting(ScriptedServer.Asked::path)
                    .containsExactly(ROOT + "/jobs/ingest?jobType=V2Ingest", ROOT + "/jobs/ingest?queryLocator=a%3D1");
        }
    }

    @Test
    void takesTheTokenToNoOtherHost() {
        try (var elsewhere = new ScriptedServer(_ -> Told.json("{}"));
                var org = new ScriptedOrg(_ -> Told.json("{\"done\":false,\"nextRecordsUrl\":\"" + elsewhere.url()
                        + ROOT + "/jobs/ingest?queryLocator=1\",\"records\":[]}"));
                var salesforce = org.connect()) {
            assertThatThrownBy(() -> salesforce.bulk().list())
                    .hasMessage("GET /services/data/v66.0/jobs/ingest: found a next page elsewhere,"
                            + " wanted one below /services/data/v66.0.");
            assertThat(elsewhere.asked("GET", "/")).isEmpty();
        }
    }

    @Test
    void uploadsAgainOnlyAfterARefusedToken() {
        var opened = new AtomicInteger();
        var rows = CsvBody.of("Id\n1\n");
        var counted = new CsvBody(rows.length(), () -> {
            opened.incrementAndGet();
            return rows.opener().open();
        });
        try (var org = new ScriptedOrg(asked -> asked.header("Authorization").equals(ScriptedOrg.bearer(1))
                        ? Told.error(401, "INVALID_SESSION_ID", "Session expired")
                        : new Told.Whole(201, Map.of(), new byte[0]));
                var salesforce = org.connect()) {
            salesforce.bulk().upload(JOB, counted);
            assertThat(org.server.asked("PUT", ROOT))
                    .extracting(ScriptedServer.Asked::body)
                    .containsExactly("Id\n1\n", "Id\n1\n");
            assertThat(opened).hasValue(2);
        }
    }

    @Test
    void sendsRowsOnceWhenTheAnswerIsLost() {
        try (var org = new ScriptedOrg(_ -> new Told.Dropped());
                var salesforce = org.connect()) {
            var failed = catchThrowableOfType(
                    SalesforceException.NoAnswer.class, () -> salesforce.bulk().upload(JOB, CsvBody.of("Id\n1\n")));
            assertThat(failed)
                    .hasMessage("PUT /services/data/v66.0/jobs/ingest/" + JOB + "/batches: found a cut connection,"
                            + " wanted a whole answer. It may have taken effect: look before asking again.");
            assertThat(failed.mayHaveActed()).isTrue();
            assertThat(org.server.asked("PUT", ROOT)).hasSize(1);
        }
    }

    @Test
    void sendsRowsOnceEvenOnAConnectionThatWasUsedBefore() {
        try (var org = new ScriptedOrg(
                        asked -> asked.method().equals("PUT") ? new Told.Dropped() : ScriptedOrg.job("Open"));
                var salesforce = org.connect()) {
            salesforce.bulk().get(JOB);
            assertThatThrownBy(() -> salesforce.bulk().upload(JOB, CsvBody.of("Id\n1\n")))
                    .isInstanceOf(SalesforceException.NoAnswer.class);
            assertThat(org.server.asked("PUT", ROOT)).hasSize(1);
        }
    }

    @Test
    void doesNotRepeatACloseWhoseAnswerIsLost() {
        try (var org = new ScriptedOrg(_ -> new Told.Dropped());
                var salesforce = org.connect()) {
            assertThatThrownBy(() -> salesforce.bulk().close(JOB)).isInstanceOf(SalesforceException.NoAnswer.class);
            assertThatThrownBy(() -> salesforce.bulk().create(BulkJobSpec.upsert("Contact", "AppUserId__c")))
                    .isInstanceOf(SalesforceException.NoAnswer.class);
            assertThat(org.server.asked("PATCH", ROOT)).hasSize(1);
            assertThat(org.server.asked("POST", ROOT)).hasSize(1);
        }
    }

    @Test
    void believesACreatedStatusWhateverBecomesOfItsBody() {
        try (var org = new ScriptedOrg(_ -> new Told.Cut(201, Map.of(), new byte[100], 3));
                var salesforce = org.connect()) {
            salesforce.bulk().upload(JOB, CsvBody.of("Id\n1\n"));
            assertThat(org.server.asked("PUT", ROOT)).hasSize(1);
        }
    }

    @Test
    void uploadsAFileAsItIs() throws Exception {
        var file = Files.writeString(folder.resolve("rows.csv"), "Id\n" + "1\n".repeat(200_000));
        try (var org = new ScriptedOrg(_ -> new Told.Whole(201, Map.of(), new byte[0]));
                var salesforce = org.connect()) {
            salesforce.bulk().upload(JOB, CsvBody.of(file));
            assertThat(org.server.asked("PUT", ROOT).getFirst().body()).isEqualTo(Files.readString(file));
        }
    }

    @Test
    void refusesIdsAndNamesThatWouldChangeThePath() {
        try (var org = new ScriptedOrg(_ -> ScriptedOrg.job("Open"));
                var salesforce = org.connect()) {
            assertThatThrownBy(() -> salesforce.bulk().get("../limits"))
                    .hasMessage("id: found ../limits, wanted a Salesforce id of 15 or 18 characters");
            assertThatThrownBy(() -> salesforce.describe("Contact/../x"))
                    .hasMessage("object: found Contact/../x, wanted an API name such as Contact or App__c");
            assertThatThrownBy(() -> BulkJobSpec.of("Contact", BulkJobSpec.Operation.UPSERT))
                    .hasMessage("externalIdField: found null with upsert,"
                            + " wanted a field with upsert and none with other operations");
        }
    }
}
