package dev.hikyaku.bench.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One bulk job after the other, as plainly as the protocol allows.
public final class BulkWire {
    /// The three result files of a bulk job.
    public static final List<String> RESULTS = List.of("successfulResults", "failedResults", "unprocessedrecords");

    private static final String ROOT = "/services/data/v66.0/jobs/ingest/";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String org;
    private final String token;

    /// Logs in.
    public BulkWire(String org) throws IOException, InterruptedException {
        this.org = org;
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(org + "/services/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "grant_type=client_credentials&client_id=hikyaku&client_secret=simulator"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        token = JsonMapper.shared().readTree(answer.body()).path("access_token").asString();
    }

    /// Uploads a CSV of contacts and waits until it was processed; answers the id of its bulk job.
    public String upsert(Path csv) throws IOException, InterruptedException {
        var id = json(
                        "POST",
                        "",
                        "{\"object\":\"Contact\",\"operation\":\"upsert\",\"externalIdFieldName\":\"AppId__c\"}")
                .path("id")
                .asString();
        http.send(
                request(id + "/batches", "text/csv")
                        .PUT(HttpRequest.BodyPublishers.ofFile(csv))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        json("PATCH", id, "{\"state\":\"UploadComplete\"}");
        String state;
        do {
            Thread.sleep(100);
            state = json("GET", id, "").path("state").asString();
        } while (!state.equals("JobComplete") && !state.equals("Failed"));
        return id;
    }

    /// One result file of a bulk job.
    ///
    /// @param result of [#RESULTS]
    public InputStream download(String id, String result) throws IOException, InterruptedException {
        return http.send(
                        request(id + "/" + result + "/", "text/csv").GET().build(),
                        HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    private JsonNode json(String method, String path, String body) throws IOException, InterruptedException {
        var sent = request(path, "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return JsonMapper.shared()
                .readTree(http.send(sent, HttpResponse.BodyHandlers.ofString()).body());
    }

    private HttpRequest.Builder request(String path, String type) {
        var url = path.isEmpty() ? org + ROOT.substring(0, ROOT.length() - 1) : org + ROOT + path;
        return HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type);
    }
}
