package dev.hikyaku.salesforce;

import dev.hikyaku.salesforce.wire.Failures;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What went wrong with one call, by what the caller can do about it. Messages never hold a token or a secret.
///
/// Each kind knows whether Salesforce [may have acted][#mayHaveActed()]: only then is there something to look
/// up before asking again.
public abstract sealed class SalesforceException extends RuntimeException {

    private final String where;
    private final boolean mayHaveActed;

    private SalesforceException(String where, String rest, boolean mayHaveActed, @Nullable Throwable cause) {
        super(where + ": " + rest, cause);
        this.where = where;
        this.mayHaveActed = mayHaveActed;
    }

    /// Method and path of the call, such as `PATCH /services/data/v66.0/jobs/ingest/7505…`.
    public final String where() {
        return where;
    }

    /// Whether the effect of the call is in doubt. False: nothing happened at the other side, asking again is
    /// safe.
    public final boolean mayHaveActed() {
        return mayHaveActed;
    }

    /// Salesforce looked at the call and said no; it would say no again.
    public static final class Refused extends SalesforceException {

        private final Told told;

        Refused(String where, Told told) {
            super(where, told + ", wanted success. Asking again as it is will not help.", false, null);
            this.told = told;
        }

        /// Status, code, message and fields of the refusal.
        public Told told() {
            return told;
        }
    }

    /// What was named is not there: never was, was deleted, or its seven days are over.
    public static final class NotFound extends SalesforceException {

        private final Told told;

        NotFound(String where, Told told) {
            super(where, told + ", wanted something that is there.", false, null);
            this.told = told;
        }

        /// Status, code, message and fields of the refusal.
        public Told told() {
            return told;
        }
    }

    /// An allowance of the org is used up: `REQUEST_LIMIT_EXCEEDED` (403, not 429) or `EXCEEDED_QUOTA`. Nothing
    /// happened.
    public static final class LimitExceeded extends SalesforceException {

        private final Told told;

        LimitExceeded(String where, Told told) {
            super(
                    where,
                    told + ", wanted room in the org's allowance. It opens again by itself as time passes.",
                    false,
                    null);
            this.told = told;
        }

        /// Status, code, message and fields of the refusal.
        public Told told() {
            return told;
        }
    }

    /// The bulk job is in a state that does not allow the call: look at the job.
    public static final class InvalidJobState extends SalesforceException {

        private final Told told;

        InvalidJobState(String where, Told told) {
            super(where, told + ", wanted a job in another state. Look at the job.", false, null);
            this.told = told;
        }

        /// Status, code, message and fields of the refusal.
        public Told told() {
            return told;
        }
    }

    /// No usable token: the token endpoint refused, or a new token was refused too. Nothing happened.
    public static final class AuthenticationFailed extends SalesforceException {

        private final String error;
        private final String description;

        AuthenticationFailed(String where, String error, String description) {
            super(
                    where,
                    "found " + error + " \"" + description + "\", wanted a token that is accepted. A Salesforce admin"
                            + " must look at the app, its user, its secret or certificate.",
                    false,
                    null);
            this.error = error;
            this.description = description;
        }

        /// OAuth's word, such as `invalid_grant`.
        public String error() {
            return error;
        }

        /// Salesforce's sentence about it.
        public String description() {
            return description;
        }
    }

    /// Salesforce, or something before it, could not answer properly now: 5xx, 420, 429, a web page instead of
    /// JSON.
    public static final class Unavailable extends SalesforceException {

        private final int status;

        Unavailable(String where, int status, String rest, boolean mayHaveActed) {
            super(where, rest, mayHaveActed, null);
            this.status = status;
        }

        /// HTTP status; 0 when there was none.
        public int status() {
            return status;
        }
    }

    /// No connection came about: refused, unknown host, time-out or TLS failure before anything was sent.
    /// Nothing happened.
    public static final class Unreachable extends SalesforceException {

        Unreachable(String where, String found, Throwable cause) {
            super(where, "found " + found + ", wanted a connection. Nothing was sent.", false, cause);
        }
    }

    /// The connection was cut or stayed silent after the request may have been sent. The effect is in doubt.
    public static final class NoAnswer extends SalesforceException {

        NoAnswer(String where, String found, @Nullable Throwable cause) {
            super(
                    where,
                    "found " + found + ", wanted a whole answer. It may have taken effect: look before asking again.",
                    true,
                    cause);
        }
    }

    /// A refusal in Salesforce's words. Source: REST API Developer Guide, Status Codes and Error Responses.
    ///
    /// @param status HTTP status
    /// @param code `errorCode`, such as `INVALIDJOBSTATE`; Salesforce spells some codes in two ways
    /// @param message for people, in the language of the user
    /// @param fields API names, where it is about fields
    public record Told(int status, String code, String message, List<String> fields) {

        public Told {
            fields = List.copyOf(fields);
        }

        @Override
        public String toString() {
            return "found " + status + " " + code + (message.isEmpty() ? "" : " \"" + message + "\"")
                    + (fields.isEmpty() ? "" : " about " + String.join(", ", fields));
        }
    }

    /// How the wire says it.
    static final class Making implements Failures {

        private static final Set<String> LIMITS = Set.of("REQUESTLIMITEXCEEDED", "EXCEEDEDQUOTA", "LIMITEXCEEDED");

        // These say that the request was turned away; after other 5xx nobody knows.
        private static final Set<Integer> TURNED_AWAY = Set.of(420, 429, 503);

        @Override
        public SalesforceException unreachable(String where, String found, Throwable cause) {
            return new Unreachable(where, found, cause);
        }

        @Override
        public SalesforceException noAnswer(String where, String found, @Nullable Throwable cause) {
            return new NoAnswer(where, found, cause);
        }

        @Override
        public SalesforceException unavailable(String where, int status, String rest, boolean mayHaveActed) {
            return new Unavailable(where, status, rest, mayHaveActed);
        }

        @Override
        public SalesforceException notAuthenticated(String where, String error, String description) {
            return new AuthenticationFailed(where, error, description);
        }

        @Override
        public SalesforceException refused(String where, int status, String code, String message, List<String> fields) {
            var told = new Told(status, code, message, fields);
            // Bulk API writes INVALIDJOBSTATE, InvalidJobState and INVALID_JOB_STATE alike.
            var plain = code.replace("_", "").toUpperCase(Locale.ROOT);
            if (LIMITS.contains(plain)) {
                return new LimitExceeded(where, told);
            }
            if (TURNED_AWAY.contains(status)) {
                var rest = told + ", wanted success. Nothing happened; ask again later.";
                return new Unavailable(where, status, rest, false);
            }
            if (status >= 500) {
                var rest = told + ", wanted success. It may have taken effect: look before asking again.";
                return new Unavailable(where, status, rest, true);
            }
            if (plain.equals("INVALIDJOBSTATE")) {
                return new InvalidJobState(where, told);
            }
            return status == 404 ? new NotFound(where, told) : new Refused(where, told);
        }

        @Override
        public boolean passing(RuntimeException failure) {
            return failure instanceof Unavailable || failure instanceof NoAnswer;
        }

        @Override
        public boolean inDoubt(RuntimeException failure) {
            return failure instanceof SalesforceException told && told.mayHaveActed();
        }
    }
}
