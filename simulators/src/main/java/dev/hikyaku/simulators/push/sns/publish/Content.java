package dev.hikyaku.simulators.push.sns.publish;

import org.jspecify.annotations.Nullable;

/// What a phone makes of one notification; both texts are empty when it shows nothing.
///
/// @param tag Android's tag, APNs' collapse id, or null
/// @param open deep link of the data, or null
record Content(
        @Nullable String tag,
        String title,
        String body,
        @Nullable String open) {}
