package dev.hikyaku.simulators.salesforce;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A plain HTTP client of the simulator, as a program of another maker would be.
public final class Client {
    public static final String DATA = "/services/data/v66.0";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private String token = "";

    public Client(URI base) {
        this.base = base;
    }

    public static Client loggedIn(URI base) {
        var client = new Client(base);
        client.token = client.json(client.login("client_id=hikyaku&client_secret=simulator"))
                .path("access_token")
                .asString();
        return client;
    }

    public Client withToken(String newToken) {
        token = newToken;
        return this;
    }

    public String token() {
        return token;
    }

    public HttpResponse<String> login(String form) {
        return form("grant_type=client_credentials&" + form);
    }

    public HttpResponse<String> form(String form) {
        return send(HttpRequest.newBuilder(base.resolve("/services/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    public HttpResponse<String> send(String method, String path, String json) {
        return send(
                request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> put(String job, String csv) {
        return send(request(DATA + "/jobs/ingest/" + job + "/batches")
                .header("Content-Type", "text/csv")
                .PUT(BodyPublishers.ofString(csv)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + token);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    public JsonNode json(HttpResponse<String> answer) {
        return new JsonMapper().readTree(answer.body());
    }

    public String create(String json) {
        return json(send("POST", DATA + "/jobs/ingest", json)).path("id").asString();
    }

    public String upsertJob(String object, String field) {
        return create("{\"object\":\"" + object + "\",\"operation\":\"upsert\",\"externalIdFieldName\":\"" + field
                + "\",\"lineEnding\":\"LF\"}");
    }

    public HttpResponse<String> state(String job, String state) {
        return send("PATCH", DATA + "/jobs/ingest/" + job, "{\"state\":\"" + state + "\"}");
    }

    public JsonNode job(String job) {
        return json(get(DATA + "/jobs/ingest/" + job));
    }

    /// Uploads, closes and waits for the end of the job.
    public JsonNode run(String job, String csv) {
        put(job, csv);
        state(job, "UploadComplete");
        return finished(job);
    }

    public JsonNode upsert(String object, String field, String csv) {
        return run(upsertJob(object, field), csv);
    }

    public JsonNode finished(String job) {
        return until(job, List.of("JobComplete", "Failed", "Aborted"));
    }

    public JsonNode until(String job, List<String> states) {
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < end) {
            var json = job(job);
            if (states.contains(json.path("state").asString(""))) {
                return json;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("job " + job + " is still " + job(job));
    }

    public String results(JsonNode job, String kind) {
        return get(DATA + "/jobs/ingest/" + job.path("id").asString() + "/" + kind)
                .body();
    }

    public List<Map<String, String>> rows(JsonNode job, String kind) {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(results(job, kind))) {
            return reader.stream().map(NamedCsvRecord::getFieldsAsMap).toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The failed rows' errors by the value of a column.
    public Map<String, String> errors(JsonNode job, String key) {
        return rows(job, "failedResults").stream()
                .collect(Collectors.toMap(
                        row -> Objects.requireNonNull(row.get(key)),
                        row -> Objects.requireNonNull(row.get("sf__Error"))));
    }
}
