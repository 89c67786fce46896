package dev.hikyaku.gateway.fcm;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who sends, from the JSON that Google lets people download.
record ServiceAccount(String project, String email, String keyId, PrivateKey key, URI tokenUri) {
    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final long LIFE_SECONDS = 3600;

    /// @throws IllegalArgumentException when something is missing; says what, and never shows it
    static ServiceAccount read(String json) {
        try {
            var root = new JsonMapper().readTree(json);
            return new ServiceAccount(
                    text(root, "project_id"),
                    text(root, "client_email"),
                    text(root, "private_key_id"),
                    key(text(root, "private_key")),
                    URI.create(text(root, "token_uri")));
        } catch (JacksonException _) {
            throw wrong("no JSON");
        }
    }

    private static String text(JsonNode root, String name) {
        var value = root.path(name).asString("");
        if (value.isEmpty()) {
            throw wrong("no " + name);
        }
        return value;
    }

    private static PrivateKey key(String pem) {
        try {
            var base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw wrong("a private_key that is no RSA key in PKCS #8");
        }
    }

    private static IllegalArgumentException wrong(String found) {
        return new IllegalArgumentException("hikyaku.fcm.credentials: found " + found
                + ", wanted a service account's JSON as the Firebase console gives it (Project settings, Service"
                + " accounts, Generate new private key)");
    }

    /// A signed wish for an access token.
    // the library speaks in Date
    @SuppressWarnings("JavaUtilDate")
    String assertion(Instant now) {
        try {
            var claims = new JWTClaimsSet.Builder()
                    .issuer(email)
                    .audience(tokenUri.toString())
                    .claim("scope", SCOPE)
                    .issueTime(Date.from(now))
                    .expirationTime(Date.from(now.plusSeconds(LIFE_SECONDS)))
                    .build();
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build();
            var jwt = new SignedJWT(header, claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException broken) {
            throw new IllegalStateException("the service account's key can't sign", broken);
        }
    }

    /// Without the key.
    @Override
    public String toString() {
        return project;
    }
}
