package dev.hikyaku.intake.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.hikyaku.intake.http.credential.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTest {
    @TempDir
    private Path folder;

    private final RSAKey key = generate("right");
    private HttpServer issuer;
    private OpenDoor door;

    @BeforeEach
    void open() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", exchange -> {
            var keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        issuer.start();
        var keys = URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys");
        door = new OpenDoor(
                folder, new Credentials.Token("https://id.example", "hikyaku", keys, List.of("RS256")), OpenDoor.USUAL);
    }

    @AfterEach
    void close() {
        door.close();
        issuer.stop(0);
    }

    @Test
    void letsARightTokenIn() throws JOSEException {
        assertThat(status(signed(key, JWSAlgorithm.RS256, claims().build()))).isEqualTo(202);
    }

    @Test
    void letsAccessTokensInAndNoOtherKinds() throws JOSEException {
        assertThat(status(typed("at+jwt"))).isEqualTo(202);
        assertThat(status(typed("JWT"))).isEqualTo(202);
        assertThat(status(typed("logout+jwt"))).isEqualTo(401);
    }

    private String typed(String type) throws JOSEException {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("right")
                .type(new JOSEObjectType(type))
                .build();
        var token = new SignedJWT(header, claims().build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    @Test
    void believesNoKeysThatComeInTheClearFromElsewhere() {
        for (var keys : List.of("http://id.example/keys", "http://127.0.0.1.id.example/keys", "file:///tmp/keys")) {
            var token = new Credentials.Token("i", "a", URI.create(keys), List.of("RS256"));
            assertThatThrownBy(() -> Credentials.check(token, Clock.systemUTC()))
                    .hasMessageStartingWith("keys " + keys + ": wanted the URL of a JWKS by https;");
        }
    }

    @Test
    void refusesEveryOtherIssuerAudienceAndTime() throws JOSEException {
        var now = Instant.now();
        for (var claims : List.of(
                claims().issuer("https://id.other"),
                claims().audience("another"),
                claims().expirationTime(null),
                claims().expirationTime(Date.from(now.minusSeconds(300))),
                claims().notBeforeTime(Date.from(now.plusSeconds(300))),
                claims().subject(null))) {
            assertThat(status(signed(key, JWSAlgorithm.RS256, claims.build()))).isEqualTo(401);
        }
        assertThat(door.takenIn()).isZero();
    }

    @Test
    void refusesEveryOtherKeyAndAlgorithm() throws JOSEException {
        var other = generate("right");
        var right = signed(key, JWSAlgorithm.RS256, claims().build());
        for (var token : List.of(
                "",
                "x.y.z",
                new PlainJWT(claims().build()).serialize(),
                withThePublicKeyAsSecret(),
                withAKeyOfItsOwn(other),
                signed(other, JWSAlgorithm.RS256, claims().build()),
                signed(key, JWSAlgorithm.RS512, claims().build()),
                right.substring(0, right.length() - 6) + "AAAAAA")) {
            assertThat(status(token)).as(token).isEqualTo(401);
        }
        assertThat(door.takenIn()).isZero();
    }

    private String withThePublicKeyAsSecret() throws JOSEException {
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("right").build();
        var token = new SignedJWT(header, claims().build());
        token.sign(new MACSigner(key.toPublicJWK().toString().getBytes(StandardCharsets.UTF_8)));
        return token.serialize();
    }

    private static String withAKeyOfItsOwn(RSAKey own) throws JOSEException {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .jwk(own.toPublicJWK())
                .jwkURL(URI.create("http://127.0.0.1:1/"))
                .build();
        var token = new SignedJWT(header, claims().build());
        token.sign(new RSASSASigner(own));
        return token.serialize();
    }

    @Test
    void believesNoSharedSecrets() {
        var token = new Credentials.Token("i", "a", URI.create("http://127.0.0.1:1/"), List.of("HS256", "none"));
        assertThatThrownBy(() -> Credentials.check(token, Clock.systemUTC()))
                .hasMessage("algorithms [HS256, none]: wanted some of ES256, ES384, ES512, PS256, PS384, PS512, RS256,"
                        + " RS384, RS512");
    }

    private int status(String token) {
        return door.send(door.to("/api/v1/syncs/note/changes")
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString("{\"key\":\"1\",\"op\":\"delete\"}")))
                .statusCode();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://id.example")
                .audience("hikyaku")
                .subject("shop")
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    }

    private static String signed(RSAKey key, JWSAlgorithm algorithm, JWTClaimsSet claims) throws JOSEException {
        var token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID("right").build(), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static RSAKey generate(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
