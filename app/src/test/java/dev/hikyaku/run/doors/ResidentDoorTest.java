package dev.hikyaku.run.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.run.Report;
import dev.hikyaku.run.ShopRun;
import dev.hikyaku.run.resident.Resident;
import dev.hikyaku.sync.collections.Calls.Carried;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/// The service with its doors: from a POST to the org.
class ResidentDoorTest extends ShopRun {
    private final AtomicBoolean over = new AtomicBoolean();
    private final CompletableFuture<String> place = new CompletableFuture<>();

    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:mem:door" + folder.getFileName() + ";DB_CLOSE_DELAY=-1";
    }

    private static DoorSettings settings(Map<String, Object> values) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", values));
        return DoorSettings.of(environment);
    }

    private Report serve(DoorSettings doors) {
        shop.write("syncs/wish.yaml", """
                version: 1
                sync: wish
                salesforce: { object: Note__c, externalId: AppId__c }
                source: { intake: true, key: id }
                fields: { Text__c: text }
                operations: { upsert: {}, delete: {} }
                """);
        var project = shop.project();
        var syncs = project.manifest().sync("wish").stream().toList();
        var listener = new Resident.Listener() {
            @Override
            public void carried(String sync, Carried carried) {}

            @Override
            public void trouble(String text) {}
        };
        var options = new Resident.Options("serve", listener, over::get, (ledger, wake) -> {
            var into = new Doors.Into(syncs, ledger, Locale.ENGLISH, wake, _ -> {});
            return Doors.open(doors, into, place::complete)::close;
        });
        return new Resident(project, options).serve(syncs);
    }

    @Test
    void carriesWhatIsPostedAndStopsWithItsDoor() throws Exception {
        var doors = settings(Map.of("hikyaku.http.port", "0", "hikyaku.http.auth", "none"));
        var service = Thread.ofPlatform().start(() -> serve(doors));
        try (var client = HttpClient.newHttpClient()) {
            var at = place();
            assertThat(at).isNotNull();
            var request = HttpRequest.newBuilder(URI.create(at + "/api/v1/syncs/wish/upsert"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"key\":\"1\",\"data\":{\"text\":\"posted\"}}"));
            var answer = client.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(202);
            await(() -> "posted".equals(shop.field("Note__c", "Text__c").get("1")));
            var ready = client.send(
                    HttpRequest.newBuilder(URI.create(at + "/readyz")).build(), BodyHandlers.ofString());
            assertThat(ready.body()).isEqualTo("ok\n");
        } finally {
            over.set(true);
            service.join(Duration.ofMinutes(1));
        }
        assertThat(service.isAlive()).isFalse();
    }

    @Test
    void opensNoDoorThatOthersReachWithoutAskingWhoTheyAre() {
        var open =
                settings(Map.of("hikyaku.http.port", "0", "hikyaku.http.auth", "none", "hikyaku.http.bind", "0.0.0.0"));
        assertThat(serve(open))
                .satisfies(report -> assertThat(report.exitCode()).isEqualTo(4))
                .satisfies(report ->
                        assertThat(report.problems()).singleElement().asString().isEqualTo("""
                        HK4141  HTTP door: auth none on 0.0.0.0, which others can reach
                           fix: set HIKYAKU_HTTP_AUTH to hmac or jwt, or leave HIKYAKU_HTTP_BIND at 127.0.0.1"""));
        assertThat(serve(settings(Map.of("hikyaku.http.port", "0"))).problems())
                .singleElement()
                .asString()
                .startsWith("HK4141  HTTP door: nobody said how callers show who they are");
    }

    @Test
    void readsSecretsOfEachClient() {
        var settings = settings(Map.of("hikyaku.http.secrets.shop", "whsec_a,whsec_b", "hikyaku.http.auth", "hmac"));
        assertThat(settings.http().secrets()).isEqualTo(Map.of("shop", List.of("whsec_a", "whsec_b")));
        assertThat(settings.http().toString()).doesNotContain("whsec");
    }

    private static void await(BooleanSupplier wanted) {
        var patience = Instant.now().plusSeconds(60);
        while (!wanted.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(patience);
            Thread.onSpinWait();
        }
    }

    private @Nullable String place() throws InterruptedException, ExecutionException {
        try {
            return place.get(60, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            return null;
        }
    }
}
