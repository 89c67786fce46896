package dev.hikyaku.servers;

import dev.hikyaku.simulators.salesforce.SalesforceSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Somebody who works in Salesforce itself, beside Hikyaku.
public final class OrgUser implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final SalesforceSimulator org;
    private final String token;

    /// Logs in.
    public OrgUser(SalesforceSimulator org) {
        this.org = org;
        var login = HttpRequest.newBuilder(org.loginUrl())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "grant_type=client_credentials&client_id=hikyaku&client_secret=simulator"));
        token = JsonMapper.shared()
                .readTree(send(login, 200))
                .path("access_token")
                .asString();
    }

    /// Deletes a record.
    public void delete(String object, String id) {
        send(request(object + "/" + id).DELETE(), 204);
    }

    /// Changes fields of a record.
    public void update(String object, String id, Map<String, String> fields) {
        send(request(object + "/" + id).method("PATCH", json(fields)), 204);
    }

    /// Makes a record.
    public void create(String object, Map<String, String> fields) {
        send(request(object).POST(json(fields)), 201);
    }

    /// Merges one record into another.
    public void merge(String loser, String master) {
        org.merge(master, loser);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(org.url() + "/services/data/v66.0/sobjects/" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher json(Map<String, String> fields) {
        return BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(fields));
    }

    private String send(HttpRequest.Builder request, int wanted) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != wanted) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
