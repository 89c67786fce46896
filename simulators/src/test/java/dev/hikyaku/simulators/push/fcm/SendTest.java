package dev.hikyaku.simulators.push.fcm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.simulators.push.phones.Counts;
import dev.hikyaku.simulators.push.phones.Shown;
import java.net.http.HttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SendTest {
    private static final String TEXTS = "\"notification\":{\"title\":\"車検\",\"body\":\"明日です\"}";

    @RegisterExtension
    final FcmSimulatorExtension fcm = new FcmSimulatorExtension();

    @Test
    void reachesAnAndroidPhoneOverBothProtocols(FcmSimulator simulator) {
        for (var version : HttpClient.Version.values()) {
            if (version.name().equals("HTTP_3")) {
                continue;
            }
            var client = new FcmClient(simulator, version).login();
            client.ask("GET", "/simulator/status", "");
            var answer = client.send("\"token\":\"phone-" + version + "\"," + TEXTS
                    + ",\"data\":{\"open\":\"app://cars\"},\"android\":{\"notification\":{\"tag\":\"t\"}}");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("name").asString()).matches("projects/simulated/messages/0:[0-9]+");
            assertThat(simulator.phones().shown("phone-" + version))
                    .singleElement()
                    .extracting(Shown::tag, Shown::title, Shown::body, Shown::open)
                    .containsExactly("t", "車検", "明日です", "app://cars");
        }
    }

    @Test
    void speaksHttp2AfterAnUpgrade(FcmSimulator simulator) {
        var client = new FcmClient(simulator).login();
        var first = client.ask("GET", "/simulator/status", "");
        assertThat(first.response().version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(client.send("\"fid\":\"phone-1\"," + TEXTS).response().version())
                .isEqualTo(HttpClient.Version.HTTP_2);
    }

    @Test
    void everySystemReplacesByItsOwnTag(FcmSimulator simulator) {
        var client = new FcmClient(simulator).login();
        for (var copy = 0; copy < 2; copy++) {
            client.send("\"token\":\"ios-1\"," + TEXTS + ",\"apns\":{\"headers\":{\"apns-collapse-id\":\"t\"}}");
            client.send("\"token\":\"web-1\"," + TEXTS + ",\"webpush\":{\"notification\":{\"tag\":\"t\"}}");
            client.send("\"token\":\"phone-1\"," + TEXTS + ",\"android\":{\"notification\":{\"tag\":\"t\"}}");
        }
        assertThat(simulator.phones().counts()).isEqualTo(new Counts(3, 6, 3, 0, 0));
        client.send("\"token\":\"phone-1\"," + TEXTS);
        client.send("\"token\":\"phone-1\"," + TEXTS);
        assertThat(simulator.phones().visibleDuplicates()).isEqualTo(1);
    }

    @Test
    void validatesWithoutShowing(FcmSimulator simulator) {
        var client = new FcmClient(simulator).login();
        var answer = client.post(
                "/v1/projects/simulated/messages:send", "{\"validate_only\":true,\"message\":{\"token\":\"a\"}}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(simulator.phones().counts().arrivals()).isZero();
    }

    @Test
    void answersInHtmlWhereNothingIs(FcmSimulator simulator) {
        var answer = new FcmClient(simulator).login().post("/fcm/send", "{}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("content-type")).startsWith("text/html");
        assertThat(answer.response().body()).contains("<code>/fcm/send</code> was not found on this server");
    }

    @Test
    void takesExactly4096Bytes(FcmSimulator simulator) {
        var client = new FcmClient(simulator).login();
        // "body" and "k" count too
        var most = "あ".repeat((4096 - 4 - 1 - 3) / 3);
        var rest = "x".repeat((4096 - 4 - 1) - most.length() * 3);
        var message = "\"token\":\"a\",\"notification\":{\"body\":\"" + most + "\"},\"data\":{\"k\":\"" + rest;
        assertThat(client.send(message + "\"}").status()).isEqualTo(200);
        var tooBig = client.send(message + "x\"}");
        assertThat(tooBig.code()).isEqualTo("400 400 INVALID_ARGUMENT INVALID_ARGUMENT");
        assertThat(tooBig.json().path("error").path("message").asString()).isEqualTo("Android message is too big");
    }

    @Test
    void refusesAFormThatIsWrong(FcmSimulator simulator) {
        var client = new FcmClient(simulator).login();
        var bad = "400 400 INVALID_ARGUMENT at ";
        assertThat(client.post("/v1/projects/simulated/messages:send", "{").code())
                .isEqualTo(bad);
        assertThat(client.post("/v1/projects/simulated/messages:send", "{}").code())
                .isEqualTo(bad + "message");
        assertThat(client.send("\"data\":{}").code()).isEqualTo(bad + "message");
        assertThat(client.send("\"token\":\"a\",\"fid\":\"b\"").code()).isEqualTo(bad + "message");
        assertThat(client.send("\"token\":\"a\",\"colour\":\"b\"").code()).isEqualTo(bad + "message");
        assertThat(client.send("\"token\":\"a\",\"android\":{\"collapseKey\":\"b\"}")
                        .status())
                .isEqualTo(200);
        assertThat(client.send("\"token\":\"a\",\"data\":{\"k\":1}").code()).isEqualTo(bad + "message.data[0].value");
        for (var key : new String[] {"from", "gcm", "google.x", "google_x"}) {
            assertThat(client.send("\"token\":\"a\",\"data\":{\"" + key + "\":\"1\"}")
                            .code())
                    .isEqualTo(bad + "message.data");
        }
        for (var ttl : new String[] {"\"2419201s\"", "\"1h\"", "60", "\"-1s\""}) {
            assertThat(client.send("\"token\":\"a\",\"android\":{\"ttl\":" + ttl + "}")
                            .code())
                    .isEqualTo(bad + "message.android.ttl");
        }
        assertThat(client.send("\"token\":\"a\",\"android\":{\"ttl\":\"0s\"}").status())
                .isEqualTo(200);
        assertThat(client.send("\"token\":\"a b\"").code()).isEqualTo("400 400 INVALID_ARGUMENT INVALID_ARGUMENT");
    }
}
