package dev.hikyaku.salesforce;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

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

        public JwtBearer {
            required("clientId", clientId);
            required("username", username);
            privateKey(privateKeyPem);
        }

        RSAPrivateKey privateKey() {
            return privateKey(privateKeyPem);
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
