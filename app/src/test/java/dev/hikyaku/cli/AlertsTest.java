package dev.hikyaku.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Settings;
import dev.hikyaku.run.alert.AlertSettings;
import dev.hikyaku.run.alert.Alerting;
import dev.hikyaku.simulators.salesforce.fault.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Alerts of a service, at real receivers.
class AlertsTest {
    @TempDir
    Path parent;

    private ShopProject shop;
    private HttpServer receiver;
    private final List<String> posts = new CopyOnWriteArrayList<>();
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private volatile int answer = 200;

    @BeforeEach
    void open() throws IOException, SQLException {
        shop = new ShopProject(parent);
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            posts.add(exchange.getRequestURI().getPath() + " " + body);
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void close() {
        receiver.stop(0);
        shop.close();
    }

    private Project project(String alerts, Locale locale) throws IOException {
        shop.write("hikyaku.yaml", "version: 1\nalerts: " + alerts + "\n");
        return Project.at(shop.folder, Settings.load().in(locale));
    }

    private AlertSettings settings(AlertSettings.Mail mail) {
        var base = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort());
        return new AlertSettings(
                Map.of("ops", base.resolve("/slack-secret")),
                Map.of("ops", base.resolve("/webhook")),
                mail,
                Duration.ofMillis(50));
    }

    private AutoCloseable begin(Project project, Ledger ledger) {
        var noMail = new AlertSettings.Mail(null, 587, null, null, "hikyaku@example.jp");
        return Alerting.begin(project, ledger, settings(noMail), troubles::add);
    }

    private static void await(BooleanSupplier condition) {
        var patience = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(patience);
            Thread.onSpinWait();
        }
    }

    private List<String> posted(String... pieces) {
        return posts.stream()
                .filter(post -> List.of(pieces).stream().allMatch(post::contains))
                .toList();
    }

    @Test
    void oneOfSeveralServicesTellsACauseOnceWithAllThatPeopleNeed() throws Exception {
        var project = project("{ to: [\"slack:ops\", \"webhook:ops\"], rejected: 1%, oldest: 7d }", Locale.ENGLISH);
        shop.say("run all");
        try (var ledger = project.openLedger();
                var _ = begin(project, ledger);
                var _ = begin(project, ledger)) {
            await(() -> posted("/webhook", "\"kind\":\"rejected\"").size() == 1);
            ledger.story().note("contact", "run-missed", "the run of yesterday never came");
            await(() -> posted("/slack-secret", "never came").size() == 1);
            ledger.story().note("account", "run-missed", "another run never came");
            await(() -> posted("/webhook", "another run").size() == 1);
        }
        assertThat(posted("/webhook", "\"kind\":\"rejected\"")).hasSize(1);
        assertThat(posted("/slack-secret", "were rejected")).hasSize(1);
        assertThat(posted("/slack-secret", "the run of yesterday")).hasSize(1);
        var json = new JsonMapper()
                .readTree(posted("/webhook", "rejected").getFirst().split(" ", 2)[1]);
        assertThat(json.path("state").asString()).isEqualTo("firing");
        assertThat(json.path("subject").asString()).isEqualTo("contact");
        assertThat(json.path("text").asString())
                .contains("⚠ contact: ", "% of the last hour's outcomes were rejected", "the limit is 1.0%")
                .contains("\nSince: ", "\nHarm: ", "\nBy itself: no", "\nYour move: hikyaku records contact");
        assertThat(shop.say("run all --lang en").exitCode())
                .as("telling changes nothing")
                .isIn(0, 10);
        assertThat(troubles).isEmpty();
    }

    @Test
    void aReceiverThatFailsIsTriedAgainAndItsAddressIsNotShown() throws Exception {
        var project = project("{ to: \"slack:ops\", rejected: 1%, oldest: 7d }", Locale.JAPANESE);
        shop.say("run all");
        answer = 500;
        try (var ledger = project.openLedger();
                var _ = begin(project, ledger)) {
            await(() -> posts.size() >= 2);
            answer = 200;
            var failed = posts.size();
            await(() -> posts.size() > failed);
            ledger.story().note("contact", "run-missed", "done");
            await(() -> !posted("done").isEmpty());
        }
        assertThat(troubles).hasSize(1);
        assertThat(troubles.getFirst())
                .startsWith("HK2020  an alert could not be told: slack:ops: found HTTP 500")
                .doesNotContain("secret", "127.0.0.1");
        assertThat(posts.getLast() + posts.getFirst()).contains("いつから: ", "影響: ", "自然に直るか: ", "すること: ");
    }

    @Test
    void whatWaitsTooLongIsToldAndThatItIsOver() throws Exception {
        var project = project("{ to: \"webhook:ops\", oldest: 1ms, rejected: 100% }", Locale.ENGLISH);
        shop.simulator().faults().set(Fault.limitExceeded());
        shop.say("run account");
        try (var ledger = project.openLedger();
                var _ = begin(project, ledger)) {
            await(() -> posted("\"kind\":\"oldest\"", "account").size() == 1);
        }
        shop.simulator().faults().clear();
        shop.say("run account");
        try (var ledger = project.openLedger();
                var _ = begin(project, ledger)) {
            await(() -> posted("\"state\":\"over\"", "account oldest").size() == 1);
        }
        assertThat(posted("\"kind\":\"oldest\"", "2 wait", "none is lost")).hasSize(1);
    }

    @Test
    void nobodyIsToldWhereTheManifestSaysNothing() throws Exception {
        shop.write("hikyaku.yaml", "version: 1\n");
        shop.say("run all");
        var project = Project.at(shop.folder, Settings.load());
        assertThat(project.manifest().alerts().declared()).isFalse();
        shop.write("syncs/contact.yaml", """
                version: 1
                sync: contact
                salesforce: { object: Contact, externalId: AppUserId__c }
                source: { table: users, key: id }
                fields: { LastName: last_name }
                alerts: { to: "mail:crm@example.jp", oldest: 5m }
                """);
        var own = Project.at(shop.folder, Settings.load()).manifest().alerts();
        assertThat(own.declared()).isTrue();
        assertThat(own.of("contact").to()).containsExactly("mail:crm@example.jp");
        assertThat(own.of("contact").oldest()).isEqualTo(Duration.ofMinutes(5));
        assertThat(own.of("contact").rejected()).isEqualTo(0.05);
        assertThat(own.of("account").to()).isEmpty();
    }

    @Test
    void mailGoesToAMailServer() throws Exception {
        var project = project("{ to: \"mail:oncall@example.jp\", rejected: 1%, oldest: 7d }", Locale.JAPANESE);
        shop.say("run all");
        var lines = new CopyOnWriteArrayList<String>();
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(server, lines));
            var mail = new AlertSettings.Mail("127.0.0.1", server.getLocalPort(), null, null, "hikyaku@example.jp");
            try (var ledger = project.openLedger();
                    var _ = Alerting.begin(project, ledger, settings(mail), troubles::add)) {
                await(() -> lines.contains("QUIT"));
            }
        }
        assertThat(lines)
                .contains("MAIL FROM:<hikyaku@example.jp>", "RCPT TO:<oncall@example.jp>")
                .contains("To: oncall@example.jp", "Auto-Submitted: auto-generated")
                .anyMatch(line -> line.startsWith("Subject: =?UTF-8?"));
        assertThat(troubles).isEmpty();
    }

    /// As much of RFC 5321 as one mail needs.
    private static void serve(ServerSocket server, List<String> lines) {
        while (!server.isClosed()) {
            try (var socket = server.accept();
                    var in =
                            new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                    var out = socket.getOutputStream()) {
                out.write("220 test\r\n".getBytes(StandardCharsets.US_ASCII));
                var data = false;
                for (var line = in.readLine(); line != null; line = in.readLine()) {
                    lines.add(line);
                    if (data && !line.equals(".")) {
                        continue;
                    }
                    var isData = line.equals("DATA");
                    var reply = isData ? "354 go on" : line.equals("QUIT") ? "221 bye" : "250 ok";
                    data = isData;
                    out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                }
            } catch (IOException closed) {
                // The client left, or the test is over.
                lines.add("closed");
            }
        }
    }
}
