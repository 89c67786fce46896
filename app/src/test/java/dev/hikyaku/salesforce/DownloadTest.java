package dev.hikyaku.salesforce;

import static dev.hikyaku.salesforce.ScriptedOrg.JOB;
import static dev.hikyaku.salesforce.ScriptedOrg.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.salesforce.BulkIngest.ResultFile;
import dev.hikyaku.salesforce.ScriptedServer.Told;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {

    private static final String CSV =
            "\"sf__Id\",\"sf__Created\",AppUserId__c\n\"0035e00000AbCdEAAV\",\"true\",\"ü-7\"\n";

    @TempDir
    private Path folder;

    @Test
    void unpacksADownload() {
        try (var org = new ScriptedOrg(_ -> new Told.Whole(
                        200,
                        Map.of("Content-Type", "text/csv", "Content-Encoding", "gzip"),
                        ScriptedServer.gzip(CSV)));
                var salesforce = org.connect()) {
            var target = folder.resolve("ok.csv");
            salesforce.bulk().download(JOB, ResultFile.SUCCESSFUL, target);
            assertThat(target).hasContent(CSV.strip()).hasSize(CSV.getBytes(StandardCharsets.UTF_8).length);
            assertThat(folder).isDirectoryNotContaining("glob:**.part");
            var call = org.server.asked("GET", ROOT).getFirst();
            assertThat(call.path()).isEqualTo(ROOT + "/jobs/ingest/" + JOB + "/successfulResults/");
            assertThat(call.header("Accept-Encoding")).isEqualTo("gzip");
        }
    }

    @Test
    void beginsACutDownloadAgainFromZero() {
        var calls = new AtomicInteger();
        var bytes = CSV.getBytes(StandardCharsets.UTF_8);
        try (var org = new ScriptedOrg(_ -> switch (calls.incrementAndGet()) {
                    case 1 -> new Told.Cut(200, Map.of("Content-Type", "text/csv"), bytes, 20);
                    case 2 -> Told.error(401, "INVALID_SESSION_ID", "Session expired");
                    default -> Told.csv(CSV);
                });
                var salesforce = org.connect()) {
            var target = folder.resolve("failed.csv");
            salesforce.bulk().download(JOB, ResultFile.FAILED, target);
            assertThat(target).usingCharset(StandardCharsets.UTF_8).hasContent(CSV);
            assertThat(calls).hasValue(3);
        }
    }

    @Test
    void neverShowsAFileThatIsNotWhole() {
        var packed = ScriptedServer.gzip(CSV);
        var half = Arrays.copyOf(packed, packed.length - 9);
        for (var told : new Told[] {
            new Told.Cut(200, Map.of("Content-Type", "text/csv"), CSV.getBytes(StandardCharsets.UTF_8), 20),
            new Told.Whole(200, Map.of("Content-Encoding", "gzip"), half),
            new Told.Unframed(CSV.getBytes(StandardCharsets.UTF_8))
        }) {
            try (var org = new ScriptedOrg(_ -> told);
                    var salesforce = org.connect()) {
                var target = folder.resolve("unprocessed.csv");
                assertThatThrownBy(() -> salesforce.bulk().download(JOB, ResultFile.UNPROCESSED, target))
                        .isInstanceOf(SalesforceException.NoAnswer.class)
                        .hasMessageStartingWith("GET /services/data/v66.0/jobs/ingest/" + JOB
                                + "/unprocessedrecords/: found an answer that was cut");
                assertThat(target).doesNotExist();
                assertThat(org.server.asked("GET", ROOT)).hasSize(3);
            }
        }
    }

    @Test
    void doesNotAskAgainWhenTheDiskIsTheTrouble() {
        try (var org = new ScriptedOrg(_ -> Told.csv(CSV));
                var salesforce = org.connect()) {
            var nowhere = folder.resolve("missing-folder").resolve("ok.csv");
            assertThatThrownBy(() -> salesforce.bulk().download(JOB, ResultFile.SUCCESSFUL, nowhere))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(org.server.asked("GET", ROOT)).hasSize(1);
        }
    }
}
