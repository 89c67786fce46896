package dev.hikyaku.intake.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.intake.http.credential.Credentials;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignatureTest {
    private static final String CHANGES = "/api/v1/syncs/note/changes";
    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson";
    private static final String OLD = "whsec_"
            + Base64.getEncoder()
                    .encodeToString("an old secret of 32 bytes 123456".getBytes(StandardCharsets.US_ASCII));
    private static final String NEW = "whsec_"
            + Base64.getEncoder()
                    .encodeToString("a new secret of 32 bytes 1234567".getBytes(StandardCharsets.US_ASCII));
    private static final String BODY = "{\"key\":\"1\",\"op\":\"delete\"}";

    @TempDir
    private Path folder;

    private OpenDoor door;

    @BeforeEach
    void open() throws IOException {
        door = new OpenDoor(folder, new Credentials.Signed(Map.of("shop", List.of(OLD, NEW))), OpenDoor.USUAL);
    }

    @AfterEach
    void close() {
        door.close();
    }

    /// The example of the Standard Webhooks specification ("Signature scheme").
    @Test
    void signsAsTheSpecificationDoes() {
        assertThat(sign(
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1614265330,
                        "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void letsBothSecretsInWhileOneIsReplaced() {
        var now = Instant.now().getEpochSecond();
        assertThat(post("a", now, sign(OLD, "a", now, BODY), BODY).statusCode()).isEqualTo(202);
        assertThat(post("b", now, "v1,AAAA v2,x " + sign(NEW, "b", now, BODY), BODY)
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void knowsWhatIsSentAgain() {
        var now = Instant.now().getEpochSecond();
        var signature = sign(OLD, "a", now, BODY);
        assertThat(post("a", now, signature, BODY).statusCode()).isEqualTo(202);
        assertThat(post("a", now, signature, BODY).body()).contains("\"receipt\":\"repeated\"");
        assertThat(door.takenIn()).isEqualTo(1);
    }

    /// The type of the body is not signed: without this, an old change could be sent again as a new one.
    @Test
    void knowsWhatIsSentAgainUnderAnotherType() {
        for (var types : List.of(List.of(JSON, LINES), List.of(LINES, JSON))) {
            var id = types.getFirst().replace('/', '-');
            assertThat(typed(id, types.getFirst(), BODY).body()).contains("taken-in");
            assertThat(typed(id, types.getLast(), BODY).body()).contains("repeated");
        }
        var array = "[\n{\"key\":\"8\",\"op\":\"delete\"},\n{\"key\":\"9\",\"op\":\"delete\"}\n]";
        assertThat(typed("c", JSON, array).statusCode()).isEqualTo(202);
        assertThat(typed("c", LINES, array).body()).contains("HK4129").doesNotContain("taken-in");
        var lines = "{\"key\":\"6\",\"op\":\"delete\"}\n{\"key\":\"7\",\"op\":\"delete\"}\n";
        assertThat(typed("d", LINES, lines).body()).contains("\"requestId\":\"d\"", "\"requestId\":\"d-2\"");
        assertThat(typed("d", JSON, lines).statusCode()).isEqualTo(400);
        assertThat(door.takenIn()).isEqualTo(6);
    }

    private HttpResponse<String> typed(String id, String type, String body) {
        var now = Instant.now().getEpochSecond();
        return door.send(door.to(CHANGES)
                .setHeader("Content-Type", type)
                .header("webhook-id", id)
                .header("webhook-timestamp", "" + now)
                .header("webhook-signature", sign(OLD, id, now, body))
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void believesNoIdThatIsNotSigned() {
        var now = Instant.now().getEpochSecond();
        var answer = door.send(door.to(CHANGES)
                .header("webhook-id", "a")
                .header("webhook-timestamp", "" + now)
                .header("webhook-signature", sign(OLD, "a", now, BODY))
                .header("Idempotency-Key", "another")
                .POST(BodyPublishers.ofString(BODY)));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("HK4133");
    }

    @Test
    void refusesWhatIsOlderThanFiveMinutes() {
        var now = Instant.now().getEpochSecond();
        for (var moment : List.of(now - 310, now + 330)) {
            var answer = post("a", moment, sign(OLD, "a", moment, BODY), BODY);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("HK4124");
        }
        assertThat(post("a", now - 200, sign(OLD, "a", now - 200, BODY), BODY).statusCode())
                .isEqualTo(202);
    }

    @Test
    void refusesWhateverWasChanged() {
        var now = Instant.now().getEpochSecond();
        var signature = sign(OLD, "a", now, BODY);
        assertRefused(post("b", now, signature, BODY));
        assertRefused(post("a", now + 1, signature, BODY));
        assertRefused(post("a", now, signature, BODY + " "));
        assertRefused(post("a", now, "v1," + signature.substring(3).toLowerCase(Locale.ROOT), BODY));
        assertRefused(post("a." + now, now, signature, BODY));
        var random = new Random(20261122);
        for (int i = 0; i < 200; i++) {
            var bytes = signature.getBytes(StandardCharsets.US_ASCII);
            bytes[3 + random.nextInt(bytes.length - 4)] ^= (byte) (1 << random.nextInt(3));
            var changed = new String(bytes, StandardCharsets.US_ASCII).replaceAll("[^!-~]", "x");
            assertRefused(post("a", now, changed.equals(signature) ? "v1," : changed, BODY));
        }
        assertThat(door.takenIn()).isZero();
    }

    @Test
    void refusesACallWithoutSignature() {
        var answer = door.post(CHANGES, BODY);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("HK4122");
        assertThat(door.send(door.to("/api/v1/syncs/note/schema").GET()).statusCode())
                .isEqualTo(401);
        assertThat(door.send(door.to("/livez").GET()).statusCode()).isEqualTo(200);
    }

    /// The path is not signed: without this, what was signed for one sync could be sent to another.
    @Test
    void takesABodyForTheSyncAloneThatItNames() throws IOException {
        Files.createDirectories(folder.resolve("two/syncs"));
        Files.writeString(folder.resolve("two/syncs/memo.yaml"), """
                version: 1
                sync: memo
                salesforce: { object: Memo__c, externalId: AppId__c }
                source: { intake: true, key: id }
                fields: { Text__c: text }
                """);
        var credentials = new Credentials.Signed(Map.of("shop", List.of(OLD)));
        try (var two = new OpenDoor(folder.resolve("two"), credentials, OpenDoor.USUAL)) {
            var nameless = posted(two, "a", BODY);
            assertThat(nameless.statusCode()).isEqualTo(422);
            assertThat(nameless.body()).contains("HK4104", "the path is not signed");
            var other = posted(two, "b", "{\"sync\":\"memo\",\"key\":\"1\",\"op\":\"delete\"}");
            assertThat(other.statusCode()).isEqualTo(422);
            assertThat(other.body()).contains("HK4110");
            assertThat(two.takenIn()).isZero();
            var named = posted(two, "c", "{\"sync\":\"note\",\"key\":\"1\",\"op\":\"delete\"}");
            assertThat(named.statusCode()).isEqualTo(202);
        }
    }

    private static HttpResponse<String> posted(OpenDoor to, String id, String body) {
        var now = Instant.now().getEpochSecond();
        return to.send(to.to(CHANGES)
                .header("webhook-id", id)
                .header("webhook-timestamp", "" + now)
                .header("webhook-signature", sign(OLD, id, now, body))
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void takesNoSecretThatIsShortOrNone() {
        for (var secret : List.of("password", "whsec_", "whsec_AAAA", "whsec_###")) {
            assertThatThrownBy(() -> Credentials.check(
                            new Credentials.Signed(Map.of("shop", List.of(secret))), Clock.systemUTC()))
                    .hasMessage(
                            "the secret of client shop is none: wanted whsec_ and the Base64 of at least 24 random bytes");
        }
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> post(String id, long moment, String signature, String body) {
        return door.send(door.to(CHANGES)
                .header("webhook-id", id)
                .header("webhook-timestamp", "" + moment)
                .header("webhook-signature", signature)
                .POST(BodyPublishers.ofString(body)));
    }

    private static String sign(String secret, String id, long moment, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(6)), "HmacSHA256"));
            var text = id + "." + moment + "." + body;
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
