package dev.hikyaku.dashboard;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.util.Map;

/// Keys of a provider of logins, and what else tokens are signed with by who is not one.
final class OidcKeys {
    private final RSAKey key = key("one");

    /// How an ID token is signed.
    enum Signing {
        GOOD,
        BY_ANOTHER_KEY,
        BY_A_KEY_NOBODY_KNOWS,
        NOT_AT_ALL,
        WITH_THE_PUBLIC_KEY_AS_SECRET
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// What everybody may know of them.
    String told() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    String sign(Map<String, Object> claims, Signing signing) {
        var builder = new JWTClaimsSet.Builder();
        claims.forEach(builder::claim);
        var all = builder.build();
        try {
            return switch (signing) {
                case GOOD -> signed(all, JWSAlgorithm.RS256, "one", new RSASSASigner(key));
                case BY_ANOTHER_KEY -> signed(all, JWSAlgorithm.RS256, "one", new RSASSASigner(key("one")));
                case BY_A_KEY_NOBODY_KNOWS -> signed(all, JWSAlgorithm.RS256, "two", new RSASSASigner(key("two")));
                case NOT_AT_ALL -> new PlainJWT(all).serialize();
                case WITH_THE_PUBLIC_KEY_AS_SECRET ->
                    signed(
                            all,
                            JWSAlgorithm.HS256,
                            "one",
                            new MACSigner(key.toRSAPublicKey().getEncoded()));
            };
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, String id, JWSSigner signer)
            throws JOSEException {
        var jwt = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(id).build(), claims);
        jwt.sign(signer);
        return jwt.serialize();
    }
}
