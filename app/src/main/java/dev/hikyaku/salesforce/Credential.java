package dev.hikyaku.salesforce;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;

/// How the client proves who it is. Its text form never shows a secret.
///
/// The user name and password flow is left out on purpose: Salesforce retires it.
public sealed interface Credential {

    /// Consumer key of the app in Salesforce.
    String clientId();

    /// OAuth client credentials: the app's policy in Salesforce names the user it runs as.
    ///
    /// @param clientId consumer key
    /// @param clientSecret consumer secret
    record ClientCredentials(String clientId, String clientSecret) implements Credential {

        public ClientCredentials {
            required("clientId", clientId);
            required("clientSecret", clientSecret);
        }

        Map<String, String> form() {
            var form = new LinkedHashMap<String, String>();
            form.put("grant_type", "client_credentials");
            form.put("client_id", clientId);
            form.put("client_secret", clientSecret);
            return form;
        }

        @Override
        public String toString() {
            return "ClientCredentials[clientId=" + clientId + ", clientSecret=(hidden)]";
        }
    }

    /// OAuth JWT bearer (RFC 7523): a short-lived statement signed with RS256.
    ///
    /// @param clientId consumer key, the `iss` of the statement
    /// @param username Salesforce user, the `sub`; must be approved for the app beforehand
    /// @param audience the `aud`: `https://login.salesforce.com`, `https://test.salesforce.com` or a My Domain
    /// @param privateKeyPem RSA key as PKCS#8 PEM, `-----BEGIN PRIVATE KEY-----`, without password
    record JwtBearer(String clientId, String username, URI audience, String privateKeyPem) implements Credential {

        private static final Duration ASSERTION_LIFE = Duration.ofMinutes(2);

        public JwtBearer {
            required("clientId", clientId);
            required("username", username);
            privateKey(privateKeyPem);
        }

        Map<String, String> form(Instant now) {
            var form = new LinkedHashMap<String, String>();
            form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
            form.put("assertion", assertion(now));
            return form;
        }

        private String assertion(Instant now) {
            var claims = new JWTClaimsSet.Builder()
                    .issuer(clientId)
                    .subject(username)
                    .audience(audience.toString())
                    .expirationTime(Date.from(now.plus(ASSERTION_LIFE)))
                    .build();
            var signed = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
            try {
                signed.sign(new RSASSASigner(privateKey(privateKeyPem)));
                return signed.serialize();
            } catch (JOSEException e) {
                throw new IllegalStateException("the private key cannot sign RS256", e);
            }
        }

        @Override
        public String toString() {
            return "JwtBearer[clientId=" + clientId + ", username=" + username + ", audience=" + audience
                    + ", privateKeyPem=(hidden)]";
        }

        private static RSAPrivateKey privateKey(String pem) {
            if (pem.contains("BEGIN RSA PRIVATE KEY") || pem.contains("BEGIN ENCRYPTED PRIVATE KEY")) {
                throw new IllegalArgumentException(
                        "privateKeyPem: found a PKCS#1 or encrypted key, wanted PKCS#8 without"
                                + " password (BEGIN PRIVATE KEY);"
                                + " openssl pkcs8 -topk8 -nocrypt -in old.pem -out new.pem");
            }
            var base64 = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
            try {
                var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
                return (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(spec);
            } catch (GeneralSecurityException | IllegalArgumentException _) {
                // The cause is left out: its text may quote the key.
                throw new IllegalArgumentException(
                        "privateKeyPem: found no readable RSA key, wanted PKCS#8 PEM" + " (BEGIN PRIVATE KEY)");
            }
        }
    }

    private static void required(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + ": found nothing, wanted a value");
        }
    }
}
