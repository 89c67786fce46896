package dev.hikyaku.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.dashboard.Browser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// `serve` and `resubmit`, as people and machines see them.
class ServeAndResubmitTest {
    @TempDir
    Path parent;

    private ShopProject shop;

    @BeforeEach
    void open() throws IOException, SQLException {
        shop = new ShopProject(parent);
    }

    @AfterEach
    void close() {
        shop.close();
        List.of("scan-every", "http.port", "http.auth", "dashboard.port")
                .forEach(name -> System.clearProperty("hikyaku." + name));
    }

    private String at(String text) {
        return text.replace("HERE", shop.folder.toString());
    }

    @Test
    void resubmitSendsRejectedChangesAgainOnce() throws IOException {
        shop.say("run all");
        shop.write("syncs/contact.yaml", """
                version: 1
                sync: contact
                salesforce: { object: Contact, externalId: AppUserId__c }
                source: { table: users, key: id }
                fields: { LastName: last_name, Email: { from: email, type: email, invalid: clear }, Plan__c: plan }
                references: { AccountId: { sync: account, by: company_id } }
                """);
        assertThat(shop.say("resubmit contact 42 --code HK9999 --lang en").out())
                .isEqualTo("Nothing to resubmit: no record of this kind was rejected last.\n");
        var said = shop.say("resubmit contact 42 --lang en");
        assertThat(said.exitCode()).isZero();
        assertThat(said.out())
                .isEqualTo(at("1 change waits to travel again.\nNext: hikyaku run contact --project HERE\n"));
        var json = new JsonMapper().readTree(shop.say("resubmit contact --json").out());
        assertThat(json.path("sync").asString()).isEqualTo("contact");
        assertThat(json.at("/resubmitted").toString()).isEqualTo("[\"43\"]");
        assertThat(shop.say("resubmit contact --json").out()).contains("\"resubmitted\" : [ ]");
        assertThat(shop.say("run contact").exitCode()).as("43 is refused again").isEqualTo(10);
        assertThat(shop.say("trace contact 42 --lang en").out()).contains(" by resubmitted\n");
        assertThat(shop.simulator().records("Contact")).hasSize(2);
    }

    @Test
    void withoutALedgerThereIsNothingToResubmit() {
        var said = shop.say("resubmit contact --lang en");
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err())
                .isEqualTo("Nothing was carried yet: this project has no ledger. The first run makes it.\n");
    }

    @Test
    void serveTellsMachinesEachTurnUntilItIsStopped() throws IOException, InterruptedException, SQLException {
        var said = serve("serve account --json");
        var line = new JsonMapper().readTree(said.out().lines().findFirst().orElseThrow());
        assertThat(line.path("sync").asString()).isEqualTo("account");
        assertThat(line.path("accepted").asInt()).isEqualTo(2);
        assertThat(line.path("calls").asInt()).isEqualTo(1);
        assertThat(said.exitCode()).isEqualTo(143);
    }

    @Test
    void serveTellsPeopleEachTurnUntilItIsStopped() throws IOException, InterruptedException, SQLException {
        var said = serve("serve account --lang en");
        assertThat(said.out()).contains("TIME  account: 2 accepted, 0 rejected, 0 to be sent again (1 call)\n");
        assertThat(said.err()).startsWith("Serving account. Ctrl-C ends it at the next checkpoint.\n");
    }

    /// Else a message for another sync would be refused, and deleted in the end, by the one service that got it.
    @Test
    void serveOfOneSyncTakesChangesOfTheOthersIn() throws IOException, InterruptedException, SQLException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        ShopProject.set("http.port", Integer.toString(port));
        ShopProject.set("http.auth", "none");
        var answers = new ArrayList<String>();
        var said = serve("serve account --lang en", () -> answers.add(post(port, "{\"key\":\"42\"}")));
        assertThat(said.err()).startsWith("Serving account. ");
        assertThat(answers).containsExactly("202");
    }

    @Test
    void serveOpensTheDashboardLetsPeopleInAndClosesItWhenItIsStopped()
            throws IOException, InterruptedException, SQLException {
        var usual = System.in;
        System.setIn(new ByteArrayInputStream("carry my letters\n".getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(shop.say("user add sato --role operator").exitCode()).isZero();
        } finally {
            System.setIn(usual);
        }
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        ShopProject.set("dashboard.port", Integer.toString(port));
        var home = URI.create("http://127.0.0.1:" + port + "/");
        var pages = new ArrayList<String>();
        var said = serve("serve account --lang en", () -> {
            try (var browser = new Browser(home)) {
                pages.add(browser.page("/login"));
                pages.add(browser.login("sato", "carry my letters").page("/"));
            }
        });
        assertThat(said.exitCode()).isEqualTo(143);
        assertThat(said.err()).contains(home.toString());
        assertThat(pages.getFirst()).contains("Log in");
        assertThat(pages.getLast()).contains("sato (operator)", "account");
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class);
    }

    private static String post(int port, String body) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var place = URI.create("http://127.0.0.1:" + port + "/api/v1/syncs/contact/delete");
            var request = HttpRequest.newBuilder(place)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build();
            return Integer.toString(
                    client.send(request, BodyHandlers.discarding()).statusCode());
        }
    }

    private interface Act {
        void act() throws IOException, InterruptedException;
    }

    private Said serve(String command) throws IOException, InterruptedException, SQLException {
        return serve(command, () -> {});
    }

    /// Types `serve`, waits for what is wanted, and ends it as a service manager does.
    private Said serve(String command, Act meanwhile) throws IOException, InterruptedException, SQLException {
        ShopProject.set("scan-every", "100ms");
        var said = new AtomicReference<Said>();
        var typed = Thread.ofPlatform().start(() -> said.set(shop.say(command)));
        await(2);
        shop.sql("INSERT INTO companies VALUES (9, 'one more')");
        await(3);
        meanwhile.act();
        var self = String.valueOf(ProcessHandle.current().pid());
        new ProcessBuilder("kill", "-TERM", self).start().waitFor();
        typed.join();
        return said.get();
    }

    private void await(int accounts) {
        var patience = Instant.now().plusSeconds(30);
        while (shop.simulator().records("Account").size() < accounts) {
            assertThat(Instant.now()).isBefore(patience);
            Thread.onSpinWait();
        }
    }
}
