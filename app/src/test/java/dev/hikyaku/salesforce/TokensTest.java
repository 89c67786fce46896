package dev.hikyaku.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.hikyaku.salesforce.ScriptedServer.Asked;
import dev.hikyaku.salesforce.ScriptedServer.Told;
import dev.hikyaku.salesforce.wire.Tokens;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class TokensTest {

    private static final String LIMITS = "{\"DailyApiRequests\":{\"Max\":15000,\"Remaining\":14998}}";

    @Test
    void asksWithClientCredentials() {
        try (var org = new ScriptedOrg(_ -> Told.json(LIMITS));
                var salesforce = org.connect()) {
            assertThat(org.tokenCalls()).hasSize(1);
            var call = org.tokenCalls().getFirst();
            assertThat(call.body())
                    .isEqualTo(
                            "grant_type=client_credentials&client_id=consumer-key&client_secret=" + ScriptedOrg.SECRET);
            assertThat(call.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
            assertThat(salesforce.org())
                    .isEqualTo(new Org("00D5e000000HEcZEAW", "0055e000001AbCdAAK", URI.create(org.server.url() + "/")));
        }
    }

    @Test
    void signsAStatementOfTwoMinutesForJwtBearer() throws Exception {
        var keys = keys();
        var pem = pem(keys);
        var before = Instant.now();
        try (var org = new ScriptedOrg(_ -> Told.json(LIMITS));
                var _ = org.connect(new Credential.JwtBearer(
                        "consumer-key", "robot@example.com", URI.create("https://login.salesforce.com"), pem))) {
            var form = org.tokenCalls().getFirst().body().split("&assertion=", 2);
            assertThat(URLDecoder.decode(form[0], StandardCharsets.UTF_8))
                    .isEqualTo("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer");
            var jwt = SignedJWT.parse(form[1]);
            assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
            assertThat(jwt.verify(new RSASSAVerifier((RSAPublicKey) keys.getPublic())))
                    .isTrue();
            var claims = jwt.getJWTClaimsSet();
            assertThat(claims.getIssuer()).isEqualTo("consumer-key");
            assertThat(claims.getSubject()).isEqualTo("robot@example.com");
            assertThat(claims.getAudience()).containsExactly("https://login.salesforce.com");
            assertThat(claims.getExpirationTime().toInstant())
                    .isBetween(before.plusSeconds(60), Instant.now().plus(Duration.ofMinutes(2)));
        }
    }

    @Test
    void replaysOnceWithANewTokenAfter401() {
        try (var org = new ScriptedOrg(TokensTest::onlyTheSecondToken);
                var salesforce = org.connect()) {
            assertThat(salesforce.limits().dailyApiRequests()).contains(new Limits.Allowance(15000, 14998));
            assertThat(org.server.asked("GET", ScriptedOrg.ROOT + "/limits"))
                    .extracting(call -> call.header("Authorization"))
                    .containsExactly(ScriptedOrg.bearer(1), ScriptedOrg.bearer(2));
        }
    }

    @Test
    void knowsTheOlderFormOfARefusedToken() {
        try (var org = new ScriptedOrg(asked -> asked.header("Authorization").equals(ScriptedOrg.bearer(1))
                        ? Told.json(400, "{\"exceptionCode\":\"InvalidSessionId\",\"exceptionMessage\":\"no\"}")
                        : Told.json(LIMITS));
                var salesforce = org.connect()) {
            assertThat(salesforce.limits().allowances()).hasSize(1);
            assertThat(org.tokenCalls()).hasSize(2);
        }
    }

    @Test
    void asksForOneTokenWhenFiftyThreadsAreRefusedAtOnce() throws Exception {
        var arrived = new CountDownLatch(50);
        try (var org = new ScriptedOrg(asked -> {
                    if (asked.header("Authorization").equals(ScriptedOrg.bearer(1))) {
                        arrived.countDown();
                        await(arrived);
                    }
                    return onlyTheSecondToken(asked);
                });
                var salesforce = Salesforce.connect(new SalesforceSettings(
                        org.server.url(),
                        "66.0",
                        new Credential.ClientCredentials("key", "secret"),
                        "tag",
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30)))) {
            Queue<Limits> answers = new ConcurrentLinkedQueue<>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 50; i++) {
                    threads.execute(() -> answers.add(salesforce.limits()));
                }
            }
            assertThat(answers).hasSize(50);
            assertThat(org.server.asked("GET", ScriptedOrg.ROOT + "/limits")).hasSize(100);
            assertThat(org.tokenCalls()).hasSize(2);
        }
    }

    @Test
    void givesUpWhenTheNewTokenIsRefusedToo() {
        try (var org = new ScriptedOrg(_ -> Told.error(401, "INVALID_SESSION_ID", "Session expired"));
                var salesforce = org.connect()) {
            assertThatThrownBy(salesforce::limits)
                    .isInstanceOf(SalesforceException.AuthenticationFailed.class)
                    .hasMessage(
                            "GET /services/data/v66.0/limits: found INVALID_SESSION_ID \"a new token was refused too\","
                                    + " wanted a token that is accepted. A Salesforce admin must look at the app, its user, its"
                                    + " secret or certificate.");
            assertThat(org.server.asked("GET", ScriptedOrg.ROOT)).hasSize(2);
            assertThat(org.tokenCalls()).hasSize(2);
        }
    }

    @Test
    void tellsWhyTheTokenWasRefusedAndThatAClockIsWrong() {
        try (var org = new ScriptedOrg(_ -> Told.json(LIMITS))) {
            org.tokenAnswer = () -> new Told.Whole(
                    400,
                    Map.of("Date", "Sun, 22 Nov 2015 05:50:28 GMT"),
                    ("{\"error\":\"invalid_grant\",\"error_description\":\"expired, " + ScriptedOrg.SECRET + "\"}")
                            .getBytes(StandardCharsets.UTF_8));
            var failed = catchThrowableOfType(SalesforceException.AuthenticationFailed.class, org::connect);
            assertThat(failed.error()).isEqualTo("invalid_grant");
            assertThat(failed.description())
                    .startsWith("expired, (hidden) (this machine's clock is ")
                    .endsWith(" s ahead of Salesforce's)");
            assertThat(failed.mayHaveActed()).isFalse();
            assertThat(org.tokenCalls()).hasSize(1);
        }
    }

    @Test
    void asksAgainForATokenWhileSalesforceIsUnavailable() {
        try (var org = new ScriptedOrg(_ -> Told.json(LIMITS))) {
            org.tokenAnswer = () -> switch (org.tokens.incrementAndGet()) {
                case 1 -> Told.html(503);
                case 2 -> new Told.Dropped();
                default -> org.token();
            };
            try (var salesforce = org.connect()) {
                assertThat(salesforce.org().orgId()).isEqualTo("00D5e000000HEcZEAW");
            }
            assertThat(org.tokenCalls()).hasSize(3);
        }
    }

    @Test
    void doesNotDoubtACallWhoseTokenNeverCame() {
        try (var org = new ScriptedOrg(_ -> Told.error(401, "INVALID_SESSION_ID", "Session expired"));
                var salesforce = org.connect()) {
            org.tokenAnswer = Told.Dropped::new;
            var failed = catchThrowableOfType(
                    SalesforceException.Unavailable.class,
                    () -> salesforce.bulk().create(BulkJobSpec.upsert("Contact", "AppUserId__c")));
            assertThat(failed.mayHaveActed()).isFalse();
            assertThat(failed)
                    .hasMessage("POST /services/oauth2/token: found no whole answer, wanted a token."
                            + " Nothing happened; ask again later.");
        }
    }

    @Test
    void sendsTheTokenToNoPlainAddress() {
        try (var org = new ScriptedOrg(_ -> Told.json(LIMITS))) {
            org.tokenAnswer = () -> org.token("http://example.com", "00D5e000000HEcZEAW");
            assertThatThrownBy(org::connect)
                    .isInstanceOf(SalesforceException.AuthenticationFailed.class)
                    .hasMessageContaining("instance_url is http://example.com, wanted an https address");
        }
        assertThatThrownBy(() -> ScriptedOrg.settings(
                        URI.create("http://login.salesforce.com"), new Credential.ClientCredentials("key", "secret")))
                .hasMessage("loginUrl: found http://login.salesforce.com, wanted an https address"
                        + " (plain http only to this machine itself)");
    }

    @Test
    void refusesToGoOnInAnotherOrg() {
        try (var org = new ScriptedOrg(TokensTest::onlyTheSecondToken);
                var salesforce = org.connect()) {
            org.tokenAnswer = () -> org.token(org.server.url().toString(), "00D5e000000ZZZZEA0");
            assertThatThrownBy(salesforce::limits)
                    .isInstanceOf(SalesforceException.AuthenticationFailed.class)
                    .hasMessageContaining("the token is for org 00D5e000000ZZZZEA0, before it was 00D5e000000HEcZEAW");
        }
    }

    @Test
    void hidesSecretsInTextForms() throws Exception {
        var pem = pem(keys());
        var client = new Credential.ClientCredentials("consumer-key", ScriptedOrg.SECRET);
        var jwt = new Credential.JwtBearer("consumer-key", "robot@example.com", URI.create("https://a.example"), pem);
        assertThat(ScriptedOrg.settings(URI.create("https://a.example"), client).toString())
                .contains("consumer-key")
                .doesNotContain(ScriptedOrg.SECRET);
        assertThat(jwt.toString()).contains("robot@example.com").doesNotContain(pem.substring(40, 60));
        assertThat(new Tokens.Session(ScriptedOrg.TOKEN, "a", "b", URI.create("https://a.example")).toString())
                .doesNotContain(ScriptedOrg.TOKEN);
    }

    @Test
    void tellsHowToMendAKeyOfTheWrongForm() {
        var old = "-----BEGIN RSA PRIVATE KEY-----\ncanary\n-----END RSA PRIVATE KEY-----";
        assertThatThrownBy(() -> new Credential.JwtBearer("key", "robot", URI.create("https://a.example"), old))
                .hasMessage("privateKeyPem: found a PKCS#1 or encrypted key, wanted PKCS#8 without password"
                        + " (BEGIN PRIVATE KEY); openssl pkcs8 -topk8 -nocrypt -in old.pem -out new.pem");
        assertThatThrownBy(() -> new Credential.JwtBearer("key", "robot", URI.create("https://a.example"), "canary"))
                .hasMessage("privateKeyPem: found no readable RSA key, wanted PKCS#8 PEM (BEGIN PRIVATE KEY)")
                .hasNoCause();
    }

    private static Told onlyTheSecondToken(Asked asked) {
        return asked.header("Authorization").equals(ScriptedOrg.bearer(2))
                ? Told.json(LIMITS)
                : Told.error(401, "INVALID_SESSION_ID", "Session expired or invalid");
    }

    private static KeyPair keys() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static String pem(KeyPair keys) {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getPrivate().getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
