package dev.hikyaku.run.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.run.ShopRun;
import dev.hikyaku.web.WebServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// What operators and their machines are told at the port.
class ManagementTest extends ShopRun {
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicReference<String> where = new AtomicReference<>();
    private Ledger ledger;
    private Management management;

    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:mem:management" + folder.getFileName() + ";DB_CLOSE_DELAY=-1";
    }

    private static ManagementSettings settings(int port) {
        return new ManagementSettings(
                new ManagementSettings.Management(port, "127.0.0.1"),
                new ManagementSettings.Otlp(null, Duration.ofMinutes(1)),
                ManagementSettings.Lines.OFF,
                new ManagementSettings.Log("text"));
    }

    @BeforeEach
    void serve() {
        ledger = shop.ledger();
        ledger.changes().takeIn("person", "http", List.of(new NewChange("1", "{}", null)));
        ledger.story().note("company", "run-missed", "the run of 09:00 never came");
        JdbcClient.create(ledger.dataSource())
                .sql("INSERT INTO hk_place (name, deaths, paused_at) VALUES ('sync:pair', 5, LOCALTIMESTAMP(6))")
                .update();
        management = Management.open(settings(0), ledger, List.of("person", "company"), where::set);
    }

    @AfterEach
    void stop() {
        management.close();
        ledger.close();
    }

    private HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(where.get() + path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void await(BooleanSupplier come) {
        var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!come.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(come.getAsBoolean()).isTrue();
    }

    @Test
    void prometheusGetsWhatStandsInTheLedger() {
        await(() -> get("/metrics").body().contains("hikyaku_ledger_up 1.0"));
        var metrics = get("/metrics");
        assertThat(metrics.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics.body())
                .contains(
                        "hikyaku_backlog_usage{state=\"waiting\",sync=\"person\"} 1.0",
                        "hikyaku_accounting_imbalance{sync=\"person\"} 0.0",
                        "hikyaku_schedule_missed_today{run=\"company\"} 1.0",
                        "hikyaku_sync_paused{lease=\"sync:pair\"} 1.0",
                        "hikyaku_saas_login_refused{peer=\"salesforce\"} 0.0",
                        "hikaricp_connections_pending")
                .containsPattern("hikyaku_backlog_oldest_age_seconds\\{sync=\"person\"} [0-9]");
    }

    @Test
    void isReadyAsLongAsTheLedgerTakesWrites() {
        await(() -> get("/ready").body().contains("sync:pair"));
        var ready = get("/ready");
        assertThat(ready.statusCode()).isEqualTo(200);
        var told = JsonMapper.shared().readTree(ready.body());
        assertThat(told.path("status").asString()).isEqualTo("ready");
        assertThat(told.at("/missedToday/company").asInt()).isEqualTo(1);
        assertThat(told.path("unaccounted").isEmpty()).isTrue();

        ledger.close();
        await(() -> get("/ready").statusCode() == 503);
        assertThat(get("/live").statusCode()).as("a restart would not help").isEqualTo(200);
        await(() -> get("/metrics").body().contains("hikyaku_ledger_up 0.0"));
    }

    @Test
    void answersOnlyWhatItHas() {
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/metrics/x").statusCode()).isEqualTo(404);
        var post =
                send(HttpRequest.newBuilder(URI.create(where.get() + "/ready")).POST(BodyPublishers.noBody()));
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(get("/live").headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void saysWhichSettingIsMeantWhenThePortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> Management.open(settings(taken.getLocalPort()), ledger, List.of(), _ -> {}))
                    .isInstanceOf(WebServer.CannotOpen.class)
                    .hasMessageContaining("set HIKYAKU_MANAGEMENT_BIND and HIKYAKU_MANAGEMENT_PORT");
        }
    }
}
