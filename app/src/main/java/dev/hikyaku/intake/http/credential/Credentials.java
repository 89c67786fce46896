package dev.hikyaku.intake.http.credential;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How callers show who they are.
public sealed interface Credentials {

    /// Nobody is asked. Only for a server that this machine alone can reach.
    record None() implements Credentials {}

    /// Each body is signed in the form of Standard Webhooks.
    ///
    /// @param secrets of each client, `whsec_` and Base64; several while one is replaced
    record Signed(Map<String, List<String>> secrets) implements Credentials {
        public Signed {
            secrets = Map.copyOf(secrets);
        }

        @Override
        public String toString() {
            return "Signed" + secrets.keySet();
        }
    }

    /// Each call carries a JWT that somebody else gave.
    ///
    /// @param issuer who must have given it
    /// @param audience whom it must be for
    /// @param keys where the issuer publishes its keys (JWKS)
    /// @param algorithms that are believed, such as `RS256`
    record Token(String issuer, String audience, URI keys, List<String> algorithms) implements Credentials {
        public Token {
            algorithms = List.copyOf(algorithms);
        }
    }

    /// What a call shows: its headers, and its body as it was sent.
    interface Shown {
        /// The only value of a header; null when it is missing or comes twice.
        @Nullable
        String header(String name);

        /// The bytes of the body as they came over the wire.
        byte[] body();
    }

    /// Who was found to call.
    ///
    /// @param client name for bounds and logs
    /// @param requestId that the credential vouches for, or null
    record Caller(String client, @Nullable String requestId) {}

    /// Looks at what calls show.
    interface Check {
        /// Who calls.
        ///
        /// @throws NotLetIn when it does not convince
        Caller caller(Shown shown);

        /// Whether the body must have come before the caller is known.
        boolean needsBody();
    }

    /// The check for these credentials.
    ///
    /// @throws IllegalArgumentException for secrets, algorithms or addresses that can't be used
    static Check check(Credentials credentials, Clock clock) {
        return switch (credentials) {
            case None _ -> new Open();
            case Signed(var secrets) -> new Signature(secrets, clock);
            case Token token -> new Bearer(token);
        };
    }
}
