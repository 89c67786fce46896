package dev.hikyaku.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest extends SimulatorTest {
    @TempDir
    Path folder;

    @Test
    void answersATokenWithoutAnEnd() {
        var json = client.json(client.login("client_id=hikyaku&client_secret=simulator"));

        assertThat(json.propertyNames())
                .containsExactlyInAnyOrder(
                        "access_token", "signature", "scope", "instance_url", "id", "token_type", "issued_at");
        assertThat(json.path("instance_url").asString())
                .isEqualTo(simulator.url().toString());
        assertThat(json.path("id").asString())
                .startsWith(simulator.url() + "/id/00D")
                .contains("/005");
    }

    @Test
    void refusesStrangers() {
        var stranger = client.login("client_id=nobody&client_secret=simulator");
        assertThat(stranger.statusCode()).isEqualTo(400);
        assertThat(stranger.body())
                .isEqualTo("{\"error\":\"invalid_client_id\",\"error_description\":\"client identifier invalid\"}");
        assertThat(client.login("client_id=hikyaku&client_secret=guess").body())
                .isEqualTo("{\"error\":\"invalid_client\",\"error_description\":\"invalid client credentials\"}");
        assertThat(client.form("grant_type=password").body())
                .isEqualTo("{\"error\":\"unsupported_grant_type\",\"error_description\":\"grant type not supported\"}");
        assertThat(new Client(simulator.url()).get(Client.DATA + "/limits").statusCode())
                .isEqualTo(401);
    }

    @Test
    void checksAssertions() throws Exception {
        var keys = keys();
        var good = claims(Duration.ofMinutes(2));

        assertThat(assertion(keys, good.build()).statusCode()).isEqualTo(200);
        assertThat(assertion(keys, claims(Duration.ofSeconds(-1)).build()).body())
                .isEqualTo("{\"error\":\"invalid_grant\",\"error_description\":\"assertion has expired\"}");
        assertThat(assertion(keys, claims(Duration.ofHours(1)).build()).body())
                .isEqualTo(
                        "{\"error\":\"invalid_grant\",\"error_description\":\"expiration is too far in the future\"}");
        assertThat(assertion(
                                keys,
                                claims(Duration.ofMinutes(2))
                                        .audience("https://example.com")
                                        .build())
                        .body())
                .isEqualTo("{\"error\":\"invalid_grant\",\"error_description\":\"audience is invalid\"}");
        assertThat(assertion(
                                keys,
                                claims(Duration.ofMinutes(2)).subject("other").build())
                        .body())
                .isEqualTo("{\"error\":\"invalid_grant\","
                        + "\"error_description\":\"user hasn't approved this consumer\"}");
        assertThat(client.form("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=x")
                        .body())
                .isEqualTo("{\"error\":\"invalid_grant\",\"error_description\":\"invalid assertion\"}");
    }

    @Test
    void checksTheSignatureWhereItKnowsTheKey() throws Exception {
        var keys = keys();
        try (var strict = SalesforceSimulator.start(SimulatorOptions.of(folder.resolve("data"), schemaWith(keys)))) {
            client = new Client(strict.url());

            assertThat(assertion(keys, claims(Duration.ofMinutes(2)).build()).statusCode())
                    .isEqualTo(200);
            assertThat(assertion(keys(), claims(Duration.ofMinutes(2)).build()).body())
                    .isEqualTo("{\"error\":\"invalid_grant\",\"error_description\":\"invalid assertion\"}");
        }
    }

    private Path schemaWith(KeyPair keys) throws IOException {
        var pem = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        return Files.writeString(folder.resolve("strict.yaml"), """
                org:
                  clients:
                    - id: hikyaku
                      username: hikyaku@example.com
                      publicKey: |
                        -----BEGIN PUBLIC KEY-----
                        %s
                        -----END PUBLIC KEY-----
                objects:
                  Account: { fields: { Name: { type: text } } }
                """.formatted(pem));
    }

    private static KeyPair keys() throws NoSuchAlgorithmException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static JWTClaimsSet.Builder claims(Duration life) {
        return new JWTClaimsSet.Builder()
                .issuer("hikyaku")
                .subject("hikyaku@example.com")
                .audience("https://login.salesforce.com")
                .expirationTime(Date.from(Instant.now().plus(life)));
    }

    private HttpResponse<String> assertion(KeyPair keys, JWTClaimsSet claims) throws JOSEException {
        var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        jwt.sign(new RSASSASigner(keys.getPrivate()));
        return client.form("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=" + jwt.serialize());
    }
}
