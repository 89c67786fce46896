package dev.hikyaku.gateway.fcm;

import org.jspecify.annotations.Nullable;

/// What came of one call over the wire.
sealed interface Answer {

    /// The other side answered.
    record Heard(int status, @Nullable String retryAfter, String body) implements Answer {}

    /// The other side never looked at the call.
    record NeverTaken(String code, String why, boolean reachable) implements Answer {}

    /// The call was on its way when contact was lost.
    record Lost(String code, String why) implements Answer {}
}
