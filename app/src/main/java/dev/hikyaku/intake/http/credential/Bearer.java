package dev.hikyaku.intake.http.credential;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import dev.hikyaku.intake.http.credential.Credentials.Caller;
import dev.hikyaku.intake.http.credential.Credentials.Shown;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Checks JWTs (RFC 7519) as RFC 8725 advises: the issuer, the audience, the algorithms and the place of the keys are
/// settings, and nothing a token says of them counts.
final class Bearer implements Credentials.Check {
    /// Asymmetric ones alone: with a public key as its secret, an HMAC could be made by anybody.
    private static final Set<String> KNOWN =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    private static final String SCHEME = "bearer ";
    private static final int LONGEST = 8_192;
    private static final Pattern OWN_NAME = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    Bearer(Credentials.Token wanted) {
        var unknown = wanted.algorithms().stream()
                .filter(algorithm -> !KNOWN.contains(algorithm))
                .toList();
        if (!unknown.isEmpty() || wanted.algorithms().isEmpty()) {
            throw new IllegalArgumentException("algorithms " + unknown + ": wanted some of "
                    + String.join(", ", KNOWN.stream().sorted().toList()));
        }
        if (!isSafe(wanted.keys())) {
            throw new IllegalArgumentException("keys " + wanted.keys()
                    + ": wanted the URL of a JWKS by https; whoever changes keys on their way could sign any token."
                    + " Plain http only from this machine itself");
        }
        var algorithms = wanted.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
        try {
            var keys = JWKSourceBuilder.<SecurityContext>create(wanted.keys().toURL())
                    .retrying(true)
                    .build();
            processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
        } catch (MalformedURLException notOne) {
            throw new IllegalArgumentException("keys " + wanted.keys() + ": wanted the URL of a JWKS", notOne);
        }
        // `typ` as RFC 7519 says it, as RFC 9068 does of access tokens, or not at all.
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                new HashSet<>(Arrays.asList(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null))));
        var exact = new JWTClaimsSet.Builder().issuer(wanted.issuer()).build();
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                Set.of(wanted.audience()), exact, new HashSet<>(List.of("exp", "sub")), Set.of()));
    }

    private static boolean isSafe(URI keys) {
        var host = keys.getHost();
        return "https".equalsIgnoreCase(keys.getScheme())
                || ("http".equalsIgnoreCase(keys.getScheme())
                        && host != null
                        && OWN_NAME.matcher(host).matches());
    }

    @Override
    public Caller caller(Shown shown) {
        var header = shown.header("Authorization");
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME) || header.length() > LONGEST) {
            throw new NotLetIn(NotLetIn.Why.MISSING);
        }
        try {
            var token = SignedJWT.parse(header.substring(SCHEME.length()).strip());
            return new Caller(processor.process(token, null).getSubject(), null);
        } catch (ExpiredJWTException late) {
            throw new NotLetIn(NotLetIn.Why.STALE);
        } catch (KeySourceException away) {
            throw new NotLetIn(NotLetIn.Why.NO_KEYS);
        } catch (ParseException | BadJWTException refused) {
            throw new NotLetIn(NotLetIn.Why.WRONG);
        } catch (BadJOSEException | JOSEException refused) {
            throw new NotLetIn(NotLetIn.Why.WRONG);
        }
    }

    @Override
    public boolean needsBody() {
        return false;
    }
}
