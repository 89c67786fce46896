package dev.hikyaku.simulators.push.phones;

import org.jspecify.annotations.Nullable;

/// One entry of a phone's shade, as its owner sees it now.
///
/// @param tag what replaces it, or null
/// @param open deep link, or null
/// @param at when it came, in milliseconds since 1970
/// @param replaced how many earlier ones it took the place of
public record Shown(
        @Nullable String tag,
        String title,
        String body,
        @Nullable String open,
        long at,
        long replaced) {}
