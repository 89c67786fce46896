package dev.hikyaku.intake.http.credential;

import dev.hikyaku.intake.http.credential.Credentials.Caller;
import dev.hikyaku.intake.http.credential.Credentials.Shown;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Checks signatures in the form of Standard Webhooks: `webhook-signature` holds `v1,` and the Base64 of
/// HMAC-SHA256(`webhook-id` "." `webhook-timestamp` "." body), several of them while a secret is replaced.
///
/// `webhook-id` becomes the request id, so what is sent again within the window is known.
final class Signature implements Credentials.Check {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final String PREFIX = "whsec_";
    private static final int SHORTEST_SECRET = 24;
    private static final int MOST_SIGNATURES = 10;

    /// No dot: with one, two different calls could have the same signed text.
    private static final Pattern ID = Pattern.compile("[\\x21-\\x2D\\x2F-\\x7E]{1,190}");

    private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,11}");

    private final List<Secret> secrets = new ArrayList<>();
    private final Clock clock;

    private record Secret(String client, SecretKeySpec key) {}

    Signature(Map<String, List<String>> secrets, Clock clock) {
        this.clock = clock;
        secrets.forEach((client, written) ->
                written.forEach(secret -> this.secrets.add(new Secret(client, key(client, secret)))));
        if (this.secrets.isEmpty()) {
            throw new IllegalArgumentException("no secret is set");
        }
    }

    private static SecretKeySpec key(String client, String written) {
        try {
            var secret =
                    Base64.getDecoder().decode(written.startsWith(PREFIX) ? written.substring(PREFIX.length()) : "");
            if (secret.length >= SHORTEST_SECRET) {
                return new SecretKeySpec(secret, "HmacSHA256");
            }
        } catch (IllegalArgumentException notBase64) {
            // Told below, without the secret.
        }
        throw new IllegalArgumentException("the secret of client " + client
                + " is none: wanted whsec_ and the Base64 of at" + " least " + SHORTEST_SECRET + " random bytes");
    }

    @Override
    public Caller caller(Shown shown) {
        var id = shown.header("webhook-id");
        var timestamp = shown.header("webhook-timestamp");
        var signatures = shown.header("webhook-signature");
        if (id == null || timestamp == null || signatures == null) {
            throw new NotLetIn(NotLetIn.Why.MISSING);
        }
        if (!ID.matcher(id).matches() || !TIMESTAMP.matcher(timestamp).matches()) {
            throw new NotLetIn(NotLetIn.Why.WRONG);
        }
        var client = client((id + "." + timestamp + ".").getBytes(StandardCharsets.US_ASCII), shown.body(), signatures);
        if (client == null) {
            throw new NotLetIn(NotLetIn.Why.WRONG);
        }
        if (Math.abs(clock.instant().getEpochSecond() - Long.parseLong(timestamp)) > WINDOW.toSeconds()) {
            throw new NotLetIn(NotLetIn.Why.STALE);
        }
        return new Caller(client, id);
    }

    /// Compares all with all, in a time that does not depend on where they differ.
    private @Nullable String client(byte[] head, byte[] body, String signatures) {
        var given = signatures.split(" ", -1);
        String client = null;
        for (var secret : secrets) {
            var wanted = ("v1," + Base64.getEncoder().encodeToString(sign(secret.key(), head, body)))
                    .getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < Math.min(given.length, MOST_SIGNATURES); i++) {
                if (MessageDigest.isEqual(wanted, given[i].getBytes(StandardCharsets.UTF_8))) {
                    client = secret.client();
                }
            }
        }
        return client;
    }

    private static byte[] sign(SecretKeySpec key, byte[] head, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(head);
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }

    @Override
    public boolean needsBody() {
        return true;
    }
}
