package dev.hikyaku.dashboard.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.dashboard.Dashboard;
import dev.hikyaku.dashboard.DashboardSettings;
import dev.hikyaku.ledger.BulkJobs;
import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Claims;
import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Holder;
import dev.hikyaku.ledger.Leases;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.Outcome;
import dev.hikyaku.ledger.Runs;
import dev.hikyaku.ledger.Settlement;
import dev.hikyaku.ledger.people.Role;
import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A dashboard over a real ledger with one sync and one campaign, and people of each role.
final class ApiHouse implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";

    /// Weaker than users get, for each request is judged anew.
    private static final String HASH = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD);

    final Ledger ledger;
    final String ledgerUrl;
    private final Dashboard dashboard;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Fence fence;
    final Runs.Run run;

    ApiHouse(Path folder) throws IOException {
        write(folder);
        ledgerUrl = "jdbc:h2:mem:api" + folder.getFileName();
        ledger = Ledger.open(new Ledger.Settings(ledgerUrl, "hikyaku", "hikyaku"));
        fence = ((Leases.Answer.Granted) ledger.leases().take("sync:note", Holder.self(), Duration.ofMinutes(1)))
                .fence();
        run = ledger.runs().begin("note@one", List.of("note"), Holder.self());
        for (var role : Role.values()) {
            ledger.people().users().add(role.word(), role, HASH);
        }
        dashboard = Dashboard.open(
                DashboardSettings.here(0), new Dashboard.Into(new Project(Manifest.read(folder), settings()), ledger));
    }

    private static void write(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("syncs"));
        Files.createDirectories(folder.resolve("campaigns"));
        Files.writeString(folder.resolve("hikyaku.yaml"), """
                version: 1
                push:
                  gateway: fcm
                  devices: { table: devices, user: user_id, address: token }
                """);
        Files.writeString(folder.resolve("syncs/note.yaml"), """
                version: 1
                sync: note
                salesforce: { object: Note__c, externalId: AppId__c }
                source: { intake: true, key: id }
                fields:
                  Text__c: text
                """);
        Files.writeString(folder.resolve("campaigns/hello.yaml"), """
                version: 1
                campaign: hello
                audience: { sql: SELECT user_id FROM devices, once: user_id }
                message: { en: { title: Hello, body: World } }
                """);
    }

    private static Settings settings() {
        var none = new Settings.Database(null, null, null);
        return new Settings(
                none,
                none,
                new Settings.Org(null, null, null, null, null, null, null),
                null,
                "en",
                Duration.ofSeconds(30),
                90_000_000,
                2_000,
                Duration.ofMillis(10),
                Duration.ofMillis(200));
    }

    void takeIn(String... keys) {
        var changes = Arrays.stream(keys)
                .map(key -> new NewChange(key, "{\"id\":\"" + key + "\"}", null))
                .toList();
        ledger.changes().takeIn(fence, run, "note", "scan", changes);
    }

    /// What lets a run write.
    Fence fence() {
        return fence;
    }

    /// Carries what waits: those keys are rejected, the others accepted.
    void carry(String code, String reason, String... rejected) {
        var waiting = ledger.claims().waiting(new Claims.Wanted("note", "upsert", true, Claims.Rest.NONE), 0, 1000);
        var wanted = new BulkJobs.NewBulkJob("note", "upsert", "Note__c", BulkJobs.Lane.BULK);
        var job = ledger.bulkJobs().prepare(fence, run, wanted);
        var ids = waiting.stream().map(Claims.Waiting::id).toList();
        ledger.claims().decide(fence, run, "note", all(new Claims.Taken(job, ids)));
        var frozen = ledger.bulkJobs().freeze(fence, job, "0".repeat(64), ids.size(), 100);
        var rows = waiting.stream()
                .map(change -> new Settlement.Row(
                        change.key(),
                        List.of(rejected).contains(change.key())
                                ? new Outcome.Rejected(code, reason)
                                : new Outcome.Accepted("a0000000000000" + change.key() + "AAA")))
                .toList();
        ledger.settlement().settle(new Settlement.Work(fence, run, frozen, "00D000000000001AAA"), rows);
        ledger.settlement().finish(fence, frozen);
    }

    private static Claims.Verdicts all(Claims.Taken taken) {
        var none = List.<Long>of();
        return new Claims.Verdicts(List.of(taken), none, none, List.of(), List.of(), List.of(), none, List.of());
    }

    HttpRequest.Builder to(String address, String user) {
        var token = Base64.getEncoder().encodeToString((user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return anonymous(address).header("Authorization", "Basic " + token);
    }

    HttpRequest.Builder anonymous(String address) {
        return HttpRequest.newBuilder(dashboard.url().resolve(address));
    }

    HttpResponse<String> get(String address) {
        return send(to(address, "operator"));
    }

    JsonNode json(String address) {
        var answer = get(address);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    HttpResponse<String> post(String address, String user, String body) {
        return send(to(address, user).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(hurried);
        }
    }

    URI resolve(String address) {
        return dashboard.url().resolve(address);
    }

    @Override
    public void close() {
        dashboard.close();
        ledger.close();
    }
}
