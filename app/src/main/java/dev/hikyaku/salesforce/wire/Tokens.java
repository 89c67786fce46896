package dev.hikyaku.salesforce.wire;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// The one token, in memory only. Whoever finds it refused gets a new one; many at once cause a single
/// question.
public final class Tokens {

    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
    private static final Pattern IDENTITY = Pattern.compile(".*/id/(00D\\w{12}(?:\\w{3})?)/(005\\w{12}(?:\\w{3})?)");

    private final Grant grant;
    private final Failures failing;
    private final Transport transport;
    private final Clock clock;
    private final URI endpoint;
    private final String where;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Session session;
    private final AtomicInteger failed = new AtomicInteger();
    private @Nullable RuntimeException lastFailure;

    /// Asks for nothing yet.
    public Tokens(Grant grant, Transport transport, Failures failures, Clock clock) {
        this.grant = grant;
        this.transport = transport;
        this.failing = failures;
        this.clock = clock;
        this.endpoint = grant.loginUrl().resolve("/services/oauth2/token");
        this.where = "POST " + endpoint.getPath();
    }

    /// What is shown for a token.
    public interface Grant {
        /// Where tokens are asked for.
        URI loginUrl();

        /// The fields of the question, in order.
        Map<String, String> form(Instant now);

        /// The text without the secret it may quote.
        String hidden(String text);
    }

    /// A token with what came with it.
    ///
    /// @param accessToken secret
    /// @param orgId 18 characters
    /// @param userId 18 characters
    /// @param instanceUrl base of all calls
    public record Session(String accessToken, String orgId, String userId, URI instanceUrl) {
        @Override
        public String toString() {
            return "Session[accessToken=(hidden), orgId=" + orgId + ", userId=" + userId + ", instanceUrl="
                    + instanceUrl + "]";
        }
    }

    /// The token in use; asks for one when there is none yet.
    public Session current() {
        var known = session;
        return known != null ? known : renew(null);
    }

    /// A token newer than the refused one: asked for now, or by another thread meanwhile. So are failures.
    public Session renew(@Nullable Session refused) {
        var failedBefore = failed.get();
        asking.lock();
        try {
            var known = session;
            if (known != null && !known.equals(refused)) {
                return known;
            }
            var failure = lastFailure;
            if (failure != null && failed.get() != failedBefore) {
                throw failure;
            }
            var renewed = sameOrg(refused, ask());
            session = renewed;
            return renewed;
        } catch (RuntimeException e) {
            lastFailure = e;
            failed.incrementAndGet();
            throw e;
        } finally {
            asking.unlock();
        }
    }

    // Ids of another org mean other records; this happens when a sandbox is refreshed under a running client.
    private Session sameOrg(@Nullable Session before, Session now) {
        if (before != null && !before.orgId().equals(now.orgId())) {
            var description = "the token is for org " + now.orgId() + ", before it was " + before.orgId();
            throw failing.notAuthenticated(where, "org_changed", description);
        }
        return now;
    }

    private Session ask() {
        var form = grant.form(clock.instant()).entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var call = Call.of("POST", endpoint.getPath(), Body.of("application/x-www-form-urlencoded", form));
        var request = transport
                .request(endpoint, call)
                .header("Accept", "application/json")
                .build();
        Answer answer;
        try {
            answer = transport.read(transport.open(request, where), where);
        } catch (RuntimeException e) {
            if (!failing.inDoubt(e)) {
                throw e;
            }
            // A token asked for twice harms nobody, so the call that needs it is not in doubt.
            throw failing.unavailable(
                    where, 0, "found no whole answer, wanted a token. Nothing happened; ask again later.", false);
        }
        if (!answer.successful()) {
            throw refusal(answer);
        }
        return session(answer.object(failing));
    }

    private RuntimeException refusal(Answer answer) {
        if (answer.status() == 420 || answer.status() == 429 || answer.status() >= 500) {
            var rest = "found " + answer.status() + ", wanted a token. Nothing happened; ask again later.";
            return failing.unavailable(where, answer.status(), rest, false);
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
        return failing.notAuthenticated(where, grant.hidden(error), grant.hidden(description) + skew(answer));
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

    private Session session(Reply answer) {
        var token = answer.text("access_token");
        var instance = answer.text("instance_url");
        var identity = IDENTITY.matcher(answer.text("id"));
        if (!identity.matches()) {
            throw answer.unusable("an identity URL of another form", "…/id/<org id>/<user id>");
        }
        return new Session(
                token,
                RecordId.eighteen(identity.group(1)),
                RecordId.eighteen(identity.group(2)),
                trustedInstance(instance));
    }

    private URI trustedInstance(String instance) {
        try {
            var url = URI.create(instance);
            if (trusted(url)) {
                return url.resolve("/");
            }
        } catch (IllegalArgumentException _) {
            // Not an address at all: said below.
        }
        var description = "instance_url is " + instance + ", wanted an https address";
        throw failing.notAuthenticated(where, "untrusted_instance", description);
    }

    /// Whether secrets may travel to this address: https, or a simulator on this very machine.
    public static boolean trusted(URI address) {
        @Nullable String host = address.getHost();
        if (host == null || address.getUserInfo() != null) {
            return false;
        }
        return "https".equalsIgnoreCase(address.getScheme())
                || ("http".equalsIgnoreCase(address.getScheme())
                        && LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches());
    }
}
