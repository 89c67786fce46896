package dev.hikyaku.simulators.push.fcm.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Judges a signed assertion as Google does ("Using OAuth 2.0 for server to server applications").
///
/// @param account whose signature counts
/// @param audience the token endpoint's own address
public record Assertion(ServiceAccount account, URI audience) {
    private static final List<String> SCOPES = List.of(
            "https://www.googleapis.com/auth/firebase.messaging", "https://www.googleapis.com/auth/cloud-platform");
    /// Google's own libraries name it whatever the account's `token_uri` says.
    private static final String GOOGLE = "https://oauth2.googleapis.com/token";

    private static final long SKEW_SECONDS = 300;

    /// Returns when everything about it is right.
    ///
    /// @throws AssertionRefused when the token endpoint has to say no
    public void judge(String assertion, Instant now) throws AssertionRefused {
        try {
            var jwt = SignedJWT.parse(assertion);
            if (!jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256)
                    || !jwt.verify(new RSASSAVerifier(account.publicKey()))) {
                throw new AssertionRefused("invalid_grant", "Invalid JWT Signature.");
            }
            judge(jwt.getJWTClaimsSet(), now);
        } catch (ParseException | JOSEException broken) {
            throw new AssertionRefused(
                    "invalid_grant", "Invalid JWT: " + broken.getClass().getSimpleName());
        }
    }

    private void judge(JWTClaimsSet claims, Instant now) throws AssertionRefused, ParseException {
        if (!account.email().equals(claims.getIssuer())) {
            throw new AssertionRefused("invalid_grant", "Invalid grant: account not found");
        }
        if (!claims.getAudience().contains(audience.toString())
                && !claims.getAudience().contains(GOOGLE)) {
            throw new AssertionRefused(
                    "invalid_grant", "Invalid JWT: Failed audience check. The right audience is " + audience);
        }
        var issued = seconds(claims.getIssueTime());
        var expires = seconds(claims.getExpirationTime());
        var present = now.getEpochSecond();
        if (issued == 0 || issued > present + SKEW_SECONDS || expires <= present || expires - issued > 3600) {
            throw new AssertionRefused(
                    "invalid_grant",
                    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe."
                            + " Check your iat and exp values in the JWT claim.");
        }
        var scope = claims.getStringClaim("scope");
        if (scope == null || List.of(scope.split(" ", -1)).stream().noneMatch(SCOPES::contains)) {
            throw new AssertionRefused("invalid_scope", "Invalid OAuth scope or ID token audience provided.");
        }
    }

    // the library speaks in Date
    @SuppressWarnings("JavaUtilDate")
    private static long seconds(@Nullable Date date) {
        return date == null ? 0 : date.getTime() / 1000;
    }
}
