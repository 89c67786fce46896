package dev.hikyaku.intake.http;

import dev.hikyaku.intake.http.credential.Credentials;
import dev.hikyaku.intake.http.credential.Credentials.Caller;
import dev.hikyaku.intake.http.credential.Credentials.Shown;
import dev.hikyaku.intake.http.credential.NotLetIn;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// What every call passes: who calls, how fast, and how much.
///
/// @param bodies reads them within bounds
record Entrance(Credentials.Check check, Pace pace, Bodies bodies) {
    private static final Bytes NOTHING = new Bytes(new byte[0]);
    private static final Pattern REQUEST_ID = Pattern.compile("[\\x21-\\x7E]{1,190}");

    /// A call that was let in.
    ///
    /// @param raw its body, where it had to be read to know the caller; else null
    /// @param requestId of the call as a whole, or null
    record Call(
            Request request,
            String client,
            @Nullable Bytes raw,
            @Nullable String requestId) {}

    /// Lets a call in.
    ///
    /// @throws Refusal when it may not come in
    Call enter(Request request, Bodies.Held held) throws IOException {
        var raw = check.needsBody() ? bodies.raw(request, held) : null;
        var caller = caller(request, raw == null ? NOTHING : raw);
        pay(caller.client(), 1);
        return new Call(request, caller.client(), raw, requestId(request, caller));
    }

    /// Counts changes of a client beyond the first of its call.
    void pay(String client, int changes) {
        if (changes > 0) {
            pace.take(client, changes).ifPresent(wait -> {
                throw new Refusal(RefusalCode.TOO_FAST, client, wait);
            });
        }
    }

    private Caller caller(Request request, Bytes body) {
        try {
            return check.caller(new Wire(request, body));
        } catch (NotLetIn notLetIn) {
            throw switch (notLetIn.why()) {
                case MISSING -> new Refusal(RefusalCode.NO_CREDENTIAL, "");
                case WRONG -> new Refusal(RefusalCode.WRONG_CREDENTIAL, "");
                case STALE -> new Refusal(RefusalCode.STALE_CREDENTIAL, "");
                case NOT_LOCAL -> new Refusal(RefusalCode.NOT_LOCAL, "");
                case NO_KEYS -> new Refusal(RefusalCode.LEDGER_AWAY, "", Duration.ofSeconds(5));
            };
        }
    }

    private record Wire(Request request, Bytes bytes) implements Shown {
        @Override
        public byte[] body() {
            return bytes.array();
        }

        @Override
        public @Nullable String header(String name) {
            var values = request.getHeaders().getValuesList(name);
            return values.size() == 1 ? values.getFirst() : null;
        }
    }

    /// A header is not signed: with signatures the signed id alone counts, or what was sent before could be sent again
    /// as
    /// something new.
    private static @Nullable String requestId(Request request, Caller caller) {
        var values = request.getHeaders().getValuesList("Idempotency-Key");
        var vouched = caller.requestId();
        if (values.isEmpty()) {
            return vouched;
        }
        var written = values.getFirst();
        var quoted = written.length() > 2 && written.startsWith("\"") && written.endsWith("\"");
        var key = quoted ? written.substring(1, written.length() - 1) : written;
        if (values.size() > 1 || !REQUEST_ID.matcher(key).matches() || (vouched != null && !vouched.equals(key))) {
            throw new Refusal(RefusalCode.WRONG_REQUEST_ID, key);
        }
        return key;
    }
}
