package dev.hikyaku.dashboard.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// `--at URL` where it can not be had: what is said, whose turn it is, and what never travels.
class AtRefusalsTest extends Caller {
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
        assertThat(said.err()).startsWith("HK2052  " + url() + " refuses: only another role may do this");
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
            assertThat(sent.err())
                    .startsWith("HK2053  " + address + "/sends/ gave an answer that is none of Hikyaku's: 302");
            assertThat(type("status", "--lang", "en", "--at", address).err()).startsWith("HK2053  ");
            assertThat(asked).doesNotContainKey("/elsewhere").containsKeys("/sends/api/v1/summary", "/api/v1/summary");
        } finally {
            server.stop(0);
        }
    }
}
