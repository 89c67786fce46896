package dev.hikyaku.simulators.push.fcm;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks FCM by hand with the JDK's client.
final class FcmClient {
    static final JsonMapper MAPPER = new JsonMapper();
    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private final URI url;
    private final String account;
    private final HttpClient http;
    private String token = "";

    FcmClient(FcmSimulator simulator) {
        this(simulator, HttpClient.Version.HTTP_2);
    }

    FcmClient(URI url, String account) {
        this(url, account, HttpClient.Version.HTTP_2);
    }

    FcmClient(FcmSimulator simulator, HttpClient.Version version) {
        this(simulator.url(), simulator.serviceAccount(), version);
    }

    private FcmClient(URI url, String account, HttpClient.Version version) {
        this.url = url;
        this.account = account;
        this.http = HttpClient.newBuilder().version(version).build();
    }

    FcmClient login() {
        token = grant(claims -> claims).json().path("access_token").asString();
        return this;
    }

    Answer grant(UnaryOperator<JWTClaimsSet.Builder> change) {
        return grant(change, account);
    }

    Answer grant(UnaryOperator<JWTClaimsSet.Builder> change, String keyFrom) {
        var mine = MAPPER.readTree(account);
        var now = Instant.now();
        var claims = change.apply(new JWTClaimsSet.Builder()
                .issuer(mine.path("client_email").asString())
                .audience(mine.path("token_uri").asString())
                .claim("scope", SCOPE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3600))));
        var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims.build());
        try {
            jwt.sign(new RSASSASigner(key(MAPPER.readTree(keyFrom))));
        } catch (JOSEException | GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
        return post(
                "/token",
                "grant_type=" + URLEncoder.encode("urn:ietf:params:oauth:grant-type:jwt-bearer", StandardCharsets.UTF_8)
                        + "&assertion=" + jwt.serialize());
    }

    private static PrivateKey key(JsonNode account) throws GeneralSecurityException {
        var pem = account.path("private_key").asString().replaceAll("-----[A-Z ]+-----|\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
    }

    /// Sends a message whose JSON is given without its braces.
    Answer send(String members) {
        return post("/v1/projects/simulated/messages:send", "{\"message\":{" + members + "}}");
    }

    Answer post(String path, String body) {
        return ask("POST", path, body);
    }

    Answer ask(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return new Answer(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException lost) {
            throw new java.io.UncheckedIOException(lost);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /// What came back.
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        JsonNode json() {
            return MAPPER.readTree(response.body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /// `404 NOT_FOUND UNREGISTERED` and the like; the last word is missing when there is no FcmError.
        String code() {
            var error = json().path("error");
            var words = error.path("code").asInt() + " " + error.path("status").asString();
            for (var detail : error.path("details")) {
                if (detail.path("@type").asString().endsWith("FcmError")) {
                    words += " " + detail.path("errorCode").asString();
                }
                for (var violation : detail.path("fieldViolations")) {
                    words += " at " + violation.path("field").asString();
                }
            }
            return status() + " " + words;
        }
    }
}
