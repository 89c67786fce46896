package dev.hikyaku.simulators.push.phones;

import org.jspecify.annotations.Nullable;

/// One notification that reached a phone.
///
/// @param provider `fcm` or `sns`
/// @param address registration token, installation id or whatever the provider knows the phone by
/// @param tag Android's tag or APNs' collapse id; null when it has none
/// @param title first line; empty together with `body` when there is nothing to show
/// @param body text
/// @param open deep link, or null
/// @param id what the provider calls the notification
/// @param at milliseconds since 1970
public record Arrival(
        String provider,
        String address,
        @Nullable String tag,
        String title,
        String body,
        @Nullable String open,
        String id,
        long at) {

    /// Whether a user sees anything of it.
    public boolean isSilent() {
        return title.isEmpty() && body.isEmpty();
    }

    /// The same for equal texts; different ones share it once in 2^64.
    long content() {
        return mix(mix(mix(1125899906842597L, title), body), open == null ? "" : open);
    }

    private static long mix(long seed, String text) {
        var hash = seed;
        for (var at = 0; at < text.length(); at++) {
            hash = (hash ^ text.charAt(at)) * 0x100000001b3L;
        }
        return (hash ^ 0x1ffff) * 0x100000001b3L;
    }
}
