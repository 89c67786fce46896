package dev.hikyaku.simulators.salesforce.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// One thing that shall go wrong, until it is cleared or has happened `times` times.
///
/// @param method the HTTP method it is about, or an empty text for all
/// @param path a piece of the path it is about, or an empty text for all
/// @param share how often it happens, from 0 to 1; for `truncateResults` the share of the file that is left
/// @param amount milliseconds, calls or rows, by kind
/// @param status the HTTP status, for `error`
/// @param parent for `lockShare`: only rows that name this parent's id or external id; empty for all
/// @param field for `lockContention`: the reference field whose parents are locked
/// @param times how many times it happens; 0 is without end
public record Fault(
        Kind kind,
        String method,
        String path,
        double share,
        long amount,
        int status,
        String parent,
        String field,
        int times) {

    /// The kinds of faults; [#wire()] is the name in JSON.
    public enum Kind {
        /// Each matching request waits first.
        LATENCY("latency"),
        /// A share of the matching requests gets an HTTP error without any effect.
        ERROR("error"),
        /// Every REST call is refused with 403 `REQUEST_LIMIT_EXCEEDED`.
        LIMIT_EXCEEDED("limitExceeded"),
        /// All sessions end, at once or after some more calls.
        EXPIRE_TOKENS("expireTokens"),
        /// The connection is closed before anything is done.
        RESET("reset"),
        /// The request is carried out, then the connection is closed without an answer.
        LOSE_ANSWER("loseAnswer"),
        /// A share of rows fails with `UNABLE_TO_LOCK_ROW`.
        LOCK_SHARE("lockShare"),
        /// Bulk jobs stay in `InProgress` this long before the first row.
        SLOW_IN_PROGRESS("slowInProgress"),
        /// Result files end early though the answer looks whole.
        TRUNCATE_RESULTS("truncateResults"),
        /// A bulk job goes `Failed` after this many rows.
        FAIL_AFTER_ROWS("failAfterRows"),
        /// A bulk job goes `Failed` after this many internal batches of 10,000 rows.
        FAIL_AFTER_BATCHES("failAfterBatches"),
        /// Somebody aborts a bulk job after this many rows.
        ABORT_AFTER_ROWS("abortAfterRows"),
        /// Somebody deletes a bulk job after this many rows: it answers 404 from then on.
        DELETE_AFTER_ROWS("deleteAfterRows"),
        /// Internal batches take too long and are tried again; too often, and the job goes `Failed`.
        BATCH_TIMEOUT("batchTimeout"),
        /// Chunks of one bulk job that share a parent lock each other out.
        LOCK_CONTENTION("lockContention");

        private final String wire;

        Kind(String wire) {
            this.wire = wire;
        }

        /// The name in JSON.
        public String wire() {
            return wire;
        }

        static Optional<Kind> of(String wire) {
            return Arrays.stream(values())
                    .filter(kind -> kind.wire.equals(wire))
                    .findFirst();
        }
    }

    private static Fault of(Kind kind) {
        return new Fault(kind, "", "", 1, 0, 503, "", "", 0);
    }

    /// Every request waits this long.
    public static Fault latency(Duration wait) {
        return of(Kind.LATENCY).withAmount(wait.toMillis());
    }

    /// Every request gets this HTTP status and has no effect.
    public static Fault error(int status) {
        return new Fault(Kind.ERROR, "", "", 1, 0, status, "", "", 0);
    }

    /// The allowance of API requests is used up.
    public static Fault limitExceeded() {
        return of(Kind.LIMIT_EXCEEDED);
    }

    /// All sessions end after this many further calls; 0 ends them now. It happens once.
    public static Fault expireTokens(int afterCalls) {
        return of(Kind.EXPIRE_TOKENS).withAmount(afterCalls).times(1);
    }

    /// Connections are closed before anything is done.
    public static Fault reset() {
        return of(Kind.RESET);
    }

    /// Requests are carried out and never answered.
    public static Fault loseAnswer() {
        return of(Kind.LOSE_ANSWER);
    }

    /// This share of rows finds its record locked.
    public static Fault lockShare(double share) {
        return of(Kind.LOCK_SHARE).withShare(share);
    }

    /// Rows that name this parent, by id or external id, find it locked.
    public static Fault lockParent(String parent) {
        return new Fault(Kind.LOCK_SHARE, "", "", 1, 0, 503, parent, "", 0);
    }

    /// Bulk jobs stay in `InProgress` at least this long.
    public static Fault slowInProgress(Duration wait) {
        return of(Kind.SLOW_IN_PROGRESS).withAmount(wait.toMillis());
    }

    /// Result files lose their second half.
    public static Fault truncateResults() {
        return of(Kind.TRUNCATE_RESULTS).withShare(0.5);
    }

    /// Bulk jobs go `Failed` after this many rows.
    public static Fault failAfterRows(int rows) {
        return of(Kind.FAIL_AFTER_ROWS).withAmount(rows);
    }

    /// Bulk jobs go `Failed` after this many internal batches of 10,000 rows.
    public static Fault failAfterBatches(int batches) {
        return of(Kind.FAIL_AFTER_BATCHES).withAmount(batches);
    }

    /// Somebody aborts bulk jobs after this many rows.
    public static Fault abortAfterRows(int rows) {
        return of(Kind.ABORT_AFTER_ROWS).withAmount(rows);
    }

    /// Somebody deletes bulk jobs after this many rows.
    public static Fault deleteAfterRows(int rows) {
        return of(Kind.DELETE_AFTER_ROWS).withAmount(rows);
    }

    /// Each batch takes too long this often; more often than the org's `batchRetries`, and the job goes `Failed`.
    public static Fault batchTimeout(int tries) {
        return of(Kind.BATCH_TIMEOUT).withAmount(tries);
    }

    /// Rows of a bulk job find their parent locked when another chunk of 200 names the same one in this field.
    public static Fault lockContention(String field) {
        return new Fault(Kind.LOCK_CONTENTION, "", "", 1, 0, 503, "", field, 0);
    }

    /// The same fault for requests of this method whose path contains this piece only.
    public Fault on(String onlyMethod, String onlyPath) {
        return new Fault(kind, onlyMethod, onlyPath, share, amount, status, parent, field, times);
    }

    /// The same fault, happening to this share only.
    public Fault withShare(double newShare) {
        return new Fault(kind, method, path, newShare, amount, status, parent, field, times);
    }

    /// The same fault, this many times.
    public Fault times(int newTimes) {
        return new Fault(kind, method, path, share, amount, status, parent, field, newTimes);
    }

    private Fault withAmount(long newAmount) {
        return new Fault(kind, method, path, share, newAmount, status, parent, field, times);
    }

    boolean isAbout(String requestMethod, String requestPath) {
        return (method.isEmpty() || method.equals(requestMethod)) && requestPath.contains(path);
    }
}
