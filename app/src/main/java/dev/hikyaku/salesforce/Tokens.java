package dev.hikyaku.salesforce;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The one token, in memory only. Whoever finds it refused gets a new one; many at once cause a single
/// question.
final class Tokens {

    private static final Duration ASSERTION_LIFE = Duration.ofMinutes(2);
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);
    private static final Pattern IDENTITY = Pattern.compile(".*/id/(00D\\w{12}(?:\\w{3})?)/(005\\w{12}(?:\\w{3})?)");

    private final SalesforceSettings settings;
    private final Transport transport;
    private final Clock clock;
    private final URI endpoint;
    private final String where;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Session session;
    private final AtomicInteger failures = new AtomicInteger();
    private @Nullable SalesforceException lastFailure;

    Tokens(SalesforceSettings settings, Transport transport, Clock clock) {
        this.settings = settings;
        this.transport = transport;
        this.clock = clock;
        this.endpoint = settings.loginUrl().resolve("/services/oauth2/token");
        this.where = "POST " + endpoint.getPath();
    }

    /// A token with what came with it.
    ///
    /// @param accessToken secret
    /// @param org where it is good for
    record Session(String accessToken, Org org) {
        @Override
        public String toString() {
            return "Session[accessToken=(hidden), org=" + org + "]";
        }
    }

    /// The token in use; asks for one when there is none yet.
    Session current() {
        var known = session;
        return known != null ? known : renew(null);
    }

    /// A token newer than the refused one: asked for now, or by another thread meanwhile. So are failures.
    Session renew(@Nullable Session refused) {
        var failuresSeen = failures.get();
        asking.lock();
        try {
            var known = session;
            if (known != null && !known.equals(refused)) {
                return known;
            }
            var failure = lastFailure;
            if (failure != null && failures.get() != failuresSeen) {
                throw failure;
            }
            var renewed = sameOrg(refused, ask());
            session = renewed;
            return renewed;
        } catch (SalesforceException e) {
            lastFailure = e;
            failures.incrementAndGet();
            throw e;
        } finally {
            asking.unlock();
        }
    }

    // Ids of another org mean other records; this happens when a sandbox is refreshed under a running client.
    private Session sameOrg(@Nullable Session before, Session now) {
        if (before != null && !before.org().orgId().equals(now.org().orgId())) {
            var description = "the token is for org " + now.org().orgId() + ", before it was "
                    + before.org().orgId();
            throw new SalesforceException.AuthenticationFailed(where, "org_changed", description);
        }
        return now;
    }

    private Session ask() {
        var form = form().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var body = new Transport.Body("application/x-www-form-urlencoded", CsvBody.of(form));
        var request = transport
                .request(endpoint, "POST", body)
                .header("Accept", "application/json")
                .build();
        Answer answer;
        try {
            answer = transport.read(transport.open(request, where), where);
        } catch (SalesforceException.NoAnswer _) {
            // A token asked for twice harms nobody, so the call that needs it is not in doubt.
            throw new SalesforceException.Unavailable(
                    where, 0, "found no whole answer, wanted a token. Nothing happened; ask again later.", false);
        }
        if (!answer.successful()) {
            throw refusal(answer);
        }
        return session(answer.json());
    }

    private Map<String, String> form() {
        var form = new LinkedHashMap<String, String>();
        switch (settings.credential()) {
            case Credential.ClientCredentials(var clientId, var clientSecret) -> {
                form.put("grant_type", "client_credentials");
                form.put("client_id", clientId);
                form.put("client_secret", clientSecret);
            }
            case Credential.JwtBearer jwt -> {
                form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
                form.put("assertion", assertion(jwt));
            }
        }
        return form;
    }

    private String assertion(Credential.JwtBearer jwt) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(jwt.clientId())
                .subject(jwt.username())
                .audience(jwt.audience().toString())
                .expirationTime(Date.from(clock.instant().plus(ASSERTION_LIFE)))
                .build();
        var signed = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        try {
            signed.sign(new RSASSASigner(jwt.privateKey()));
            return signed.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("the private key cannot sign RS256", e);
        }
    }

    private SalesforceException refusal(Answer answer) {
        if (answer.status() == 420 || answer.status() == 429 || answer.status() >= 500) {
            var rest = "found " + answer.status() + ", wanted a token. Nothing happened; ask again later.";
            return new SalesforceException.Unavailable(where, answer.status(), rest, false);
        }
        var error = "HTTP_" + answer.status();
        var description = "";
        try {
            var json = Answer.JSON.readTree(answer.body());
            error = json.path("error").asString(error);
            description = json.path("error_description").asString("");
        } catch (JacksonException _) {
            // Not JSON: the status has to do.
        }
        return new SalesforceException.AuthenticationFailed(where, hidden(error), hidden(description) + skew(answer));
    }

    private String hidden(String text) {
        return switch (settings.credential()) {
            case Credential.ClientCredentials client -> text.replace(client.clientSecret(), "(hidden)");
            case Credential.JwtBearer _ -> text;
        };
    }

    // The most frequent reason for a refused assertion is a clock; the Date header gives it away.
    private String skew(Answer answer) {
        var date = answer.headers().firstValue("date");
        if (date.isEmpty()) {
            return "";
        }
        try {
            Instant theirs = ZonedDateTime.parse(date.get(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            var ahead = Duration.between(theirs, clock.instant());
            return ahead.abs().compareTo(CLOCK_TOLERANCE) <= 0
                    ? ""
                    : " (this machine's clock is " + ahead.abs().toSeconds() + " s "
                            + (ahead.isNegative() ? "behind" : "ahead of") + " Salesforce's)";
        } catch (DateTimeException _) {
            return "";
        }
    }

    private Session session(JsonNode answer) {
        var token = Answer.text(answer, "access_token", where);
        var instance = Answer.text(answer, "instance_url", where);
        var identity = IDENTITY.matcher(Answer.text(answer, "id", where));
        if (!identity.matches()) {
            throw Answer.unusable(where, "an identity URL of another form", "…/id/<org id>/<user id>");
        }
        var org = new Org(Salesforce.id18(identity.group(1)), Salesforce.id18(identity.group(2)), trusted(instance));
        return new Session(token, org);
    }

    private URI trusted(String instance) {
        try {
            var url = URI.create(instance);
            if (SalesforceSettings.trusted(url)) {
                return url.resolve("/");
            }
        } catch (IllegalArgumentException _) {
            // Not an address at all: said below.
        }
        var description = "instance_url is " + instance + ", wanted an https address";
        throw new SalesforceException.AuthenticationFailed(where, "untrusted_instance", description);
    }
}
