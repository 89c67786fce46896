package dev.hikyaku.simulators.push.sns.access;

import dev.hikyaku.simulators.push.sns.wire.Refusal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Lets signed calls in: of anybody, or of one account alone, whose signatures are then recalculated ("AWS Signature
/// Version 4 for API requests").
public final class Access {
    private static final Pattern AUTHORIZATION =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/,]+)/([0-9]{8}/([a-z0-9-]+)/([a-z]+)/aws4_request), ?"
                    + "SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final Duration SKEW = Duration.ofMinutes(15);

    private final @Nullable Account account;
    private final String region;
    private final Clock clock;

    /// @param account whose calls are let in; null for anybody's
    public Access(@Nullable Account account, String region, Clock clock) {
        this.account = account;
        this.region = region;
        this.clock = clock;
    }

    /// Credentials that are known.
    public record Account(String accessKeyId, String secretAccessKey) {
        /// Without the secret.
        @Override
        public String toString() {
            return "Account " + accessKeyId;
        }
    }

    /// Checks a call.
    ///
    /// @param service `sns` or `sqs`
    /// @throws Refusal as AWS says it
    public void check(String service, Call call) {
        var authorization = call.header("Authorization");
        if (authorization.isEmpty()) {
            throw new Refusal(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
        }
        if (account == null) {
            return;
        }
        var said = AUTHORIZATION.matcher(authorization);
        if (!said.matches()) {
            throw new Refusal(400, "IncompleteSignature", "Authorization header is not understood");
        }
        if (!said.group(1).equals(account.accessKeyId())) {
            throw new Refusal(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
        }
        if (!said.group(3).equals(region)) {
            throw mismatch("Credential should be scoped to a valid region.");
        }
        if (!said.group(4).equals(service)) {
            throw mismatch("Credential should be scoped to correct service: '" + service + "'.");
        }
        time(call.header("X-Amz-Date"));
        var signature = new Signature(account.secretAccessKey(), said.group(2), said.group(5));
        if (!signature.of(call).equals(said.group(6))) {
            throw mismatch("The request signature we calculated does not match the signature you provided. Check your"
                    + " AWS Secret Access Key and signing method. Consult the service documentation for details.");
        }
    }

    private void time(String written) {
        LocalDateTime said;
        try {
            said = LocalDateTime.parse(written, TIME);
        } catch (DateTimeException unread) {
            throw new Refusal(400, "IncompleteSignature", "Date must be in ISO-8601 'basic format'.");
        }
        var now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (Duration.between(said, now).abs().compareTo(SKEW) > 0) {
            throw mismatch((said.isBefore(now) ? "Signature expired: " : "Signature not yet current: ") + written
                    + " is not within 15 min. of " + TIME.format(now));
        }
    }

    private static Refusal mismatch(String text) {
        return new Refusal(403, "SignatureDoesNotMatch", text);
    }
}
