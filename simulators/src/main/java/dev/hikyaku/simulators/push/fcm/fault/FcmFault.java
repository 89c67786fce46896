package dev.hikyaku.simulators.push.fcm.fault;

import java.util.Locale;

/// One thing that goes wrong.
///
/// @param kind what
/// @param prefix addresses that begin so; empty for all
/// @param share how often it hits of those, from 0 to 1
/// @param times how often it still happens; 0 for ever
/// @param amount milliseconds of a late answer, seconds of a Retry-After (0: none is sent)
public record FcmFault(Kind kind, String prefix, double share, int times, long amount) {

    public FcmFault {
        if (!(share >= 0 && share <= 1) || times < 0 || amount < 0) {
            throw new IllegalArgumentException("share is from 0 to 1; times and amount are not below 0");
        }
    }

    /// Always, for every address.
    public static FcmFault of(Kind kind) {
        return new FcmFault(kind, "", 1, 0, 0);
    }

    /// The same for addresses that begin so.
    public FcmFault on(String newPrefix) {
        return new FcmFault(kind, newPrefix, share, times, amount);
    }

    /// The same for a share of them.
    public FcmFault share(double newShare) {
        return new FcmFault(kind, prefix, newShare, times, amount);
    }

    /// The same so many times.
    public FcmFault times(int newTimes) {
        return new FcmFault(kind, prefix, share, newTimes, amount);
    }

    /// The same with so many milliseconds or seconds.
    public FcmFault amount(long newAmount) {
        return new FcmFault(kind, prefix, share, times, newAmount);
    }

    /// What can go wrong.
    public enum Kind {
        /// 404 `UNREGISTERED`: the app is gone from the phone.
        UNREGISTERED,
        /// 403 `SENDER_ID_MISMATCH`: the token is another project's.
        SENDER_MISMATCH,
        /// 400 `INVALID_ARGUMENT`: no valid registration token.
        INVALID_TOKEN,
        /// 400 with `BadRequest.fieldViolations`: the message is wrong.
        INVALID_PAYLOAD,
        /// 429 `QUOTA_EXCEEDED` of the project, with Retry-After.
        QUOTA,
        /// 429 `QUOTA_EXCEEDED` of the device.
        DEVICE_QUOTA,
        /// 503 `UNAVAILABLE`, with Retry-After when there is an amount; not taken.
        UNAVAILABLE,
        /// 503 `UNAVAILABLE` although the phone gets it, as when the answer of the server behind the door is lost.
        UNAVAILABLE_BUT_TAKEN,
        /// 500 `INTERNAL`; not taken.
        INTERNAL,
        /// 500 `INTERNAL` although the phone gets it.
        INTERNAL_BUT_TAKEN,
        /// 401 `THIRD_PARTY_AUTH_ERROR`: APNs or web push credentials are missing.
        THIRD_PARTY_AUTH,
        /// 403 `PERMISSION_DENIED`: the API is switched off, or the account may not send.
        PERMISSION_DENIED,
        /// 401 `UNAUTHENTICATED` whatever the token.
        UNAUTHENTICATED,
        /// The phone gets it, and the connection breaks before the answer.
        TAKEN_THEN_DROPPED,
        /// The connection breaks before the message is looked at.
        DROPPED,
        /// The phone gets it, and the answer takes so many milliseconds.
        TAKEN_THEN_LATE,
        /// The answer comes, and the connection says GOAWAY: no further streams on it.
        GOAWAY,
        /// An answer in HTML that no program understands, 502 of some proxy.
        GIBBERISH;

        /// As it is written in JSON and addresses: `taken-then-dropped`.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// The kind that is written so.
        ///
        /// @throws IllegalArgumentException when there is none
        public static Kind of(String word) {
            for (var kind : values()) {
                if (kind.word().equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no fault is called " + word);
        }
    }
}
