package dev.hikyaku.simulators.push.sns.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// One thing that shall go wrong, until it is cleared or has happened `times` times.
///
/// @param action the SNS action it is about, or an empty text for all
/// @param token what the device's token begins with, or an empty text for all devices
/// @param share how often it happens, from 0 to 1
/// @param millis how long, for what takes time
/// @param code the error's code, for `refuse` and `provider`
/// @param status the HTTP status, for `refuse`
/// @param times how many times it happens; 0 is without end
public record SnsFault(
        Kind kind, String action, String token, double share, long millis, String code, int status, int times) {

    /// The kinds of faults; [#wire()] is the name in JSON.
    public enum Kind {
        /// Waits before anything is done.
        LATENCY("latency"),
        /// Closes the connection before anything is done.
        DROP("drop"),
        /// Refuses with this status and code, and does nothing.
        REFUSE("refuse"),
        /// Refuses with `Throttling`, and does nothing.
        THROTTLE("throttle"),
        /// Does what was asked, then waits before it says so.
        SLOW_ANSWER("slowAnswer"),
        /// Does what was asked, then closes the connection.
        LOSE_ANSWER("loseAnswer"),
        /// Does what was asked, then says 500 `InternalError`.
        ERROR_AFTER("errorAfter"),
        /// Publishes are refused with `PlatformApplicationDisabled`.
        APPLICATION_DISABLED("applicationDisabled"),
        /// Every call is answered 503.
        REGION_DOWN("regionDown"),
        /// After the 200 the platform (FCM, APNs) fails with this code.
        PROVIDER("provider");

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

    private static SnsFault of(Kind kind) {
        return new SnsFault(kind, "", "", 1, 0, "", 0, 0);
    }

    /// Calls wait this long before anything is done.
    public static SnsFault latency(Duration wait) {
        return of(Kind.LATENCY).lasting(wait);
    }

    /// Connections are closed before anything is done.
    public static SnsFault drop() {
        return of(Kind.DROP);
    }

    /// Calls are refused with this status and code, without effect.
    public static SnsFault refuse(int status, String code) {
        return new SnsFault(Kind.REFUSE, "", "", 1, 0, code, status, 0);
    }

    /// Calls are refused with `Throttling`.
    public static SnsFault throttle() {
        return of(Kind.THROTTLE);
    }

    /// What was asked is done, and said this much later.
    public static SnsFault slowAnswer(Duration wait) {
        return of(Kind.SLOW_ANSWER).lasting(wait);
    }

    /// What was asked is done, and never said.
    public static SnsFault loseAnswer() {
        return of(Kind.LOSE_ANSWER);
    }

    /// What was asked is done, and 500 is said.
    public static SnsFault errorAfter() {
        return of(Kind.ERROR_AFTER);
    }

    /// Publishes are refused with `PlatformApplicationDisabled`.
    public static SnsFault applicationDisabled() {
        return of(Kind.APPLICATION_DISABLED);
    }

    /// The region does not work.
    public static SnsFault regionDown() {
        return of(Kind.REGION_DOWN);
    }

    /// After the 200 the platform fails with FCM's code, for example `UNREGISTERED`.
    public static SnsFault provider(String code) {
        return new SnsFault(Kind.PROVIDER, "", "", 1, 0, code, 0, 0);
    }

    /// The same for this action only.
    public SnsFault on(String onlyAction) {
        return new SnsFault(kind, onlyAction, token, share, millis, code, status, times);
    }

    /// The same for devices whose token begins so.
    public SnsFault forTokens(String prefix) {
        return new SnsFault(kind, action, prefix, share, millis, code, status, times);
    }

    /// The same, happening to this share only.
    public SnsFault withShare(double newShare) {
        return new SnsFault(kind, action, token, newShare, millis, code, status, times);
    }

    /// The same, this many times.
    public SnsFault times(int newTimes) {
        return new SnsFault(kind, action, token, share, millis, code, status, newTimes);
    }

    private SnsFault lasting(Duration wait) {
        return new SnsFault(kind, action, token, share, wait.toMillis(), code, status, times);
    }

    boolean isAbout(String calledAction, String deviceToken) {
        return (action.isEmpty() || action.equals(calledAction)) && deviceToken.startsWith(token);
    }
}
