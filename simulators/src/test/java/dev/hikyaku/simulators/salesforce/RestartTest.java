package dev.hikyaku.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.simulators.salesforce.fault.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RestartTest extends SimulatorTest {
    private static final int ROWS = 60_000;

    @TempDir
    Path folder;

    @Test
    void remembersRecordsJobsResultsAndSessions() {
        var job = client.upsert("Contact", "AppUserId__c", "AppUserId__c,LastName,Email\nu1,Sato,bad\nu2,Kato,\n");
        client.upsert("Contact", "AppUserId__c", "AppUserId__c,LastName\nu3,Ito\n");
        var deleted = simulator.records("Contact").getLast().get("Id");
        client.run(client.create("{\"object\":\"Contact\",\"operation\":\"delete\"}"), "Id\n" + deleted + "\n");
        var before = simulator.records("Contact");
        var good = client.results(job, "successfulResults");
        var bad = client.results(job, "failedResults");

        restart();

        assertThat(simulator.records("Contact")).isEqualTo(before).hasSize(1);
        assertThat(client.job(job.path("id").asString())).isEqualTo(job);
        assertThat(client.results(job, "successfulResults")).isEqualTo(good);
        assertThat(client.results(job, "failedResults")).isEqualTo(bad);
        client.upsert("Contact", "AppUserId__c", "AppUserId__c,LastName\nu4,Abe\n");
        assertThat(simulator.records("Contact").getLast().get("Id")).isNotEqualTo(deleted);
    }

    @Test
    void goesOnWithAnOpenJobAndAQueuedJob() {
        simulator.faults().set(Fault.slowInProgress(Duration.ofMinutes(1)));
        var open = client.upsertJob("Contact", "AppUserId__c");
        client.put(open, "AppUserId__c,LastName\nu1,Sato\n");
        var queued = client.upsertJob("Contact", "AppUserId__c");
        client.put(queued, "AppUserId__c,LastName\nu2,Kato\n");
        client.state(queued, "UploadComplete");
        client.until(queued, List.of("InProgress"));

        restart();

        assertThat(client.finished(queued).path("state").asString()).isEqualTo("JobComplete");
        assertThat(client.put(open, "AppUserId__c,LastName\nu1,Sato\n").statusCode())
                .isEqualTo(400);
        client.state(open, "UploadComplete");
        client.finished(open);
        assertThat(simulator.records("Contact")).hasSize(2);
    }

    @Test
    void appliesNoChunkTwiceWhenKilledInTheMiddleOfAJob() throws Exception {
        var killed = killedInTheMiddle();
        tear();

        var again = program();
        try {
            var client = new Client(ready(again)).withToken(killed.token());
            var done = client.finished(killed.job());

            assertThat(done.path("state").asString()).isEqualTo("JobComplete");
            assertThat(done.path("numberRecordsProcessed").asInt()).isEqualTo(ROWS);
            var names = client.rows(done, "successfulResults").stream()
                    .map(row -> row.get("LastName"))
                    .toList();
            assertThat(names).hasSize(ROWS);
            assertThat(new HashSet<>(names)).hasSize(ROWS);
            assertThat(created()).hasSize(ROWS).doesNotHaveDuplicates();
        } finally {
            again.destroyForcibly().waitFor();
        }
    }

    private record Killed(String token, String job) {}

    private Killed killedInTheMiddle() throws Exception {
        var process = program();
        try {
            var client = Client.loggedIn(ready(process));
            var job = client.create("{\"object\":\"Contact\",\"operation\":\"insert\"}");
            client.put(job, people());
            client.state(job, "UploadComplete");
            waitForCommits(3);
            return new Killed(client.token(), job);
        } finally {
            process.destroyForcibly().waitFor();
            assertThat(commits()).isLessThan(ROWS / 200);
        }
    }

    private void tear() throws IOException {
        Files.writeString(
                folder.resolve("journal.jsonl"),
                "{\"kind\":\"record.created\",\"at\":1,\"object\":\"Contact\",\"id\":\"0035g",
                StandardOpenOption.APPEND);
    }

    private Process program() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SalesforceSimulator.class.getName(),
                        "--schema",
                        "src/test/resources/company.yaml",
                        "--data",
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static URI ready(Process process) throws IOException {
        var line =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        assertThat(line).startsWith("salesforce simulator ready http://127.0.0.1:");
        return URI.create(line.substring(line.indexOf("http")));
    }

    private static String people() {
        var csv = new StringBuilder("LastName\n");
        for (var row = 0; row < ROWS; row++) {
            csv.append("Sato ").append(row).append('\n');
        }
        return csv.toString();
    }

    private void waitForCommits(int wanted) throws IOException {
        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (commits() < wanted && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(commits()).isGreaterThanOrEqualTo(wanted);
    }

    private long commits() throws IOException {
        try (var lines = Files.lines(folder.resolve("journal.jsonl"))) {
            return lines.filter(line -> line.startsWith("{\"kind\":\"commit\"")).count();
        }
    }

    private List<String> created() throws IOException {
        var mapper = new JsonMapper();
        try (var lines = Files.lines(folder.resolve("journal.jsonl"))) {
            return lines.map(mapper::readTree)
                    .filter(line -> line.path("kind").asString().equals("record.created"))
                    .map((JsonNode line) -> line.path("values").path("LastName").asString())
                    .toList();
        }
    }
}
