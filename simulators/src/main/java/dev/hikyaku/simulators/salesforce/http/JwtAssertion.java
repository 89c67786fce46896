package dev.hikyaku.simulators.salesforce.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.hikyaku.simulators.salesforce.org.Org;
import dev.hikyaku.simulators.salesforce.schema.OrgSchema;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;

/// Checks a JWT bearer assertion as Salesforce does: RS256, known issuer, its user, our address, not too old or new.
record JwtAssertion(Org org, URI url) {
    // sources name 3 and 5 minutes; the simulator takes the longer one
    private static final Duration LONGEST = Duration.ofMinutes(5);

    OrgSchema.Client check(String assertion) throws LoginDoor.Refused {
        try {
            var jwt = SignedJWT.parse(assertion);
            var claims = jwt.getJWTClaimsSet();
            if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())) {
                throw new LoginDoor.Refused("invalid_grant", "invalid assertion");
            }
            var client = client(String.valueOf(claims.getIssuer()));
            checkSignature(jwt, client);
            checkClaims(claims, client);
            return client;
        } catch (ParseException | JOSEException malformed) {
            throw new LoginDoor.Refused("invalid_grant", "invalid assertion");
        }
    }

    private OrgSchema.Client client(String issuer) throws LoginDoor.Refused {
        return org.schema().clients().stream()
                .filter(known -> known.id().equals(issuer))
                .findFirst()
                .orElseThrow(() -> new LoginDoor.Refused("invalid_client_id", "client identifier invalid"));
    }

    private static void checkSignature(SignedJWT jwt, OrgSchema.Client client) throws JOSEException, LoginDoor.Refused {
        var key = client.publicKey();
        if (key == null) {
            return;
        }
        if (!jwt.verify(new RSASSAVerifier(key))) {
            throw new LoginDoor.Refused("invalid_grant", "invalid assertion");
        }
    }

    private void checkClaims(JWTClaimsSet claims, OrgSchema.Client client) throws LoginDoor.Refused {
        var audiences = List.of("https://login.salesforce.com", "https://test.salesforce.com", url.toString());
        if (claims.getAudience().stream().noneMatch(audiences::contains)) {
            throw new LoginDoor.Refused("invalid_grant", "audience is invalid");
        }
        if (!client.username().equals(claims.getSubject())) {
            throw new LoginDoor.Refused("invalid_grant", "user hasn't approved this consumer");
        }
        var expires = claims.getExpirationTime();
        var now = org.clock().instant();
        if (expires == null || !expires.toInstant().isAfter(now)) {
            throw new LoginDoor.Refused("invalid_grant", "assertion has expired");
        }
        if (expires.toInstant().isAfter(now.plus(LONGEST))) {
            throw new LoginDoor.Refused("invalid_grant", "expiration is too far in the future");
        }
    }
}
