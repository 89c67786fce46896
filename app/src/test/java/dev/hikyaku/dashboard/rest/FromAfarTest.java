package dev.hikyaku.dashboard.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hikyaku.cli.Cli;
import dev.hikyaku.ledger.people.Audit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// The command line with `--at URL`: asks a dashboard that runs, and prints what it would print beside the ledger.
class FromAfarTest {
    private static final List<String> SETTINGS =
            List.of("at.user", "at.password", "at.password-file", "ledger.url", "ledger.user", "ledger.password");

    @TempDir
    private Path folder;

    private ApiHouse house;

    @BeforeEach
    void open() throws IOException {
        house = new ApiHouse(folder);
        house.takeIn("1", "2", "3");
        house.carry("STRING_TOO_LONG", "=too long [Text__c]", "2");
        house.takeIn("4");
        set("ledger.url", house.ledgerUrl);
        set("ledger.user", "hikyaku");
        set("ledger.password", "hikyaku");
        as("operator");
    }

    @AfterEach
    void close() {
        house.close();
        SETTINGS.forEach(name -> System.clearProperty("hikyaku." + name));
    }

    private static void set(String name, String value) {
        System.setProperty("hikyaku." + name, value);
    }

    private static void as(String user) {
        set("at.user", user);
        set("at.password", ApiHouse.PASSWORD);
    }

    /// What a command said.
    private record Said(int exitCode, String out, String err) {}

    private static Said type(String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var code = Cli.run(words, stream(out), stream(err));
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static Said type(List<String> verb, String... more) {
        var words = new ArrayList<>(verb);
        words.addAll(List.of(more));
        return type(words.toArray(String[]::new));
    }

    private String url() {
        return house.resolve("/").toString();
    }

    private Said far(String verb) {
        return type(List.of(verb.split(" ")), "--lang", "en", "--at", url());
    }

    private Said near(String verb) {
        return type(List.of(verb.split(" ")), "--lang", "en", "--project", folder.toString());
    }

    /// Without what differs between two looks, and between two places.
    private String plain(String text) {
        return text.replace(" --at " + url(), "")
                .replace(" --project " + folder, "")
                .replaceAll("\\b\\d+ s\\b", "N s")
                .replaceAll("\"(at|countedAt)\" : \"[^\"]*\"", "\"$1\" : \"then\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "status --json",
                "trace note 1",
                "trace note 2 --json",
                "trace note a00000000000001",
                "records note",
                "records note --json",
                "records note --outcome accepted --limit 1",
                "records hello"
            })
    void printsWhatItPrintsBesideTheLedger(String verb) {
        var near = near(verb);
        var far = far(verb);
        assertThat(far.exitCode()).as(far.err()).isEqualTo(near.exitCode());
        assertThat(plain(far.out())).isEqualTo(plain(near.out()));
    }

    @Test
    void namesItselfInTheNextCommands() {
        assertThat(far("records note").out()).endsWith("Next: hikyaku trace note 2 --at " + url() + "\n");
        assertThat(far("status --exit-code").exitCode()).isEqualTo(20);
        assertThat(far("status --books").err()).startsWith("--books counts the ledger");
    }

    @Test
    void holdsAndResumesASync() {
        var held = far("hold note --reason rule-changes");
        assertThat(held.exitCode()).as(held.err()).isZero();
        assertThat(held.out()).startsWith("note is held:").contains("Next: hikyaku resume note --at ");
        assertThat(house.ledger.interventions().held("note").orElseThrow().reason())
                .isEqualTo("rule-changes");
        assertThat(far("hold note").out()).startsWith("note was held before.");
        assertThat(far("status").out()).contains("⏸ held", "somebody holds it: rule-changes");
        assertThat(far("resume note").out()).startsWith("note may run again.");
        assertThat(house.ledger.interventions().held("note")).isEmpty();
        assertThat(far("resume note").out()).startsWith("note is not paused.");
        assertThat(house.ledger.people().audit().newest(new Audit.Wanted("operator", "hold", null), 9))
                .hasSize(2);
    }

    @Test
    void resubmitsAndSkips() {
        assertThat(far("resubmit note 2 --code STRING_TOO_LONG").out()).startsWith("1 change waits to travel again.");
        var skipped = far("skip note 4 --reason test-data");
        assertThat(skipped.exitCode()).as(skipped.err()).isZero();
        assertThat(skipped.out()).startsWith("1 change of note 4 can not be skipped now");
        assertThat(house.ledger.claims().giveUp(house.fence(), house.run, "note"))
                .as("whoever has the sync does it")
                .isEqualTo(1);
        assertThat(far("records note --outcome rejected").out()).contains("HK3090", "test-data");
        var again = far("skip note 4 --reason test-data");
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("Nothing of note 4 waits.", "--at " + url());
    }

    @Test
    void tellsOutcomesAsTheySettle() throws InterruptedException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var words = List.of("tail", "note", "--json", "--seconds", "10", "--lang", "en", "--at", url());
        var watching = Thread.ofPlatform().start(() -> Cli.run(words.toArray(String[]::new), stream(out), stream(err)));
        var patience = Instant.now().plusSeconds(30);
        while (!err.toString(StandardCharsets.UTF_8).startsWith("Watching note. Ctrl-C ends it.")) {
            assertThat(Instant.now()).as(err.toString(StandardCharsets.UTF_8)).isBefore(patience);
            Thread.onSpinWait();
        }
        house.carry("STRING_TOO_LONG", "too long", "4");
        watching.join();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .satisfies(line -> assertThat(JsonMapper.shared()
                                .readTree(line)
                                .path("outcome")
                                .asString())
                        .isEqualTo("rejected"));
        assertThat(house.get("api/v1/tail?watch=none").statusCode()).isEqualTo(404);
    }

    @Test
    void whatOnlyTheProjectCanTellIsSaidSo() {
        var said = far("explain hello 1");
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out()).contains("No run of hello took user 1 in.", "where the project is");
    }

    @Test
    void aNameThatNobodyKnowsIsWrongUse() {
        var said = far("trace nte 1");
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).isEqualTo(url() + " says: no sync 'nte'; wanted one of note\n");
        assertThat(far("trace note 99").err()).contains("no record '99' of note");
    }

    @Test
    void whoMayOnlyLookHoldsNothing() {
        as("viewer");
        assertThat(far("status").exitCode()).isZero();
        var said = far("hold note");
        assertThat(said.exitCode()).isEqualTo(4);
        assertThat(said.err()).startsWith("HK2052  " + url() + " refuses: another role may do this");
        assertThat(house.ledger.interventions().held()).isEmpty();
        var japanese = type("hold", "note", "--lang", "ja", "--json", "--at", url());
        assertThat(japanese.err()).startsWith("HK2052  " + url() + " に拒否されました");
        assertThat(JsonMapper.shared().readTree(japanese.out()).path("exitCode").asInt())
                .isEqualTo(4);
    }

    @Test
    void thePasswordComesFromTheEnvironmentOrAFile() throws IOException {
        System.clearProperty("hikyaku.at.password");
        var nobody = far("status");
        assertThat(nobody.exitCode()).isEqualTo(4);
        assertThat(nobody.err()).startsWith("HK2051  nobody said who asks: wanted HIKYAKU_AT_USER");
        var file = Files.writeString(folder.resolve("password"), ApiHouse.PASSWORD + "\n");
        set("at.password-file", file.toString());
        assertThat(far("status").exitCode()).isZero();
        Files.writeString(file, "wrong horse battery");
        var wrong = far("status");
        assertThat(wrong.exitCode()).isEqualTo(4);
        assertThat(wrong.err())
                .startsWith("HK2051  " + url() + " does not let us in: name or password is wrong")
                .doesNotContain("horse");
        set("at.password-file", folder.resolve("none").toString());
        assertThat(far("status").err()).startsWith("HK2051  the password can not be read from ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hikyaku.example.jp/",
                "http://localhost.example.jp/",
                "ftp://127.0.0.1/",
                "https:///nowhere",
                "127.0.0.1:8080",
                "https://operator:hunter2@hikyaku.example.jp/",
                "https://hikyaku.example.jp/?password=hunter2"
            })
    void noPasswordTravelsInTheClearOrStandsInTheAddress(String address) {
        var said = type("status", "--lang", "en", "--at", address);
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("--at").doesNotContain("hunter2");
    }

    @Test
    void aVerbThatNobodyCanDoFromAfarDoesNothing() {
        var said = type("validate", "--lang", "en", "--at", url());
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("--at");
    }

    @Test
    void whoDoesNotAnswerIsSaidSo() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var address = "http://127.0.0.1:" + port;
        var said = type("status", "--lang", "en", "--at", address);
        assertThat(said.exitCode()).isEqualTo(4);
        assertThat(said.err()).startsWith("HK2050  " + address + "/ does not answer: ConnectException");
        assertThat(type("hold", "note", "--lang", "en", "--at", address).err())
                .startsWith("HK2050  " + address + "/ did not answer")
                .contains("done twice it does nothing more");
    }

    @Test
    void followsNobodyElsewhereAndTakesNoOtherAnswer() throws IOException {
        var asked = new TreeMap<String, String>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var path = exchange.getRequestURI().getPath();
            asked.put(path, String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(path.startsWith("/sends") ? 302 : 200, -1);
            exchange.close();
        });
        server.start();
        try {
            var address = "http://127.0.0.1:" + server.getAddress().getPort();
            var sent = type("status", "--lang", "en", "--at", address + "/sends");
            assertThat(sent.exitCode()).isEqualTo(4);
            assertThat(sent.err()).startsWith("HK2053  " + address + "/sends/ gave an answer that is none of Hikyaku's: 302");
            assertThat(type("status", "--lang", "en", "--at", address).err()).startsWith("HK2053  ");
            assertThat(asked).doesNotContainKey("/elsewhere").containsKeys("/sends/api/v1/summary", "/api/v1/summary");
        } finally {
            server.stop(0);
        }
    }
}
