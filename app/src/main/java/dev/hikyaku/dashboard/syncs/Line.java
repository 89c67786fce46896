package dev.hikyaku.dashboard.syncs;

import dev.hikyaku.dashboard.page.Launches;
import dev.hikyaku.dashboard.trace.Mask;
import dev.hikyaku.ledger.view.Bounded;
import dev.hikyaku.ledger.view.Syncs;
import dev.hikyaku.manifest.Sync;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a sync stands.
///
/// @param state `flowing`, `destination`, `held`, `stopped` or `broken`
/// @param cause why it does not flow; null when it does
/// @param detail of the cause, personal data masked; empty without one
/// @param age of the oldest change that waits; null when none does
/// @param perMinute records that Salesforce accepted, on average since the oldest of the newest bulk jobs; empty
/// without any
/// @param launches null without a schedule
record Line(
        String name,
        String label,
        String object,
        String state,
        Syncs.@Nullable Cause cause,
        String detail,
        Bounded waiting,
        @Nullable Duration age,
        @Nullable Instant lastAccepted,
        Syncs.Lately lately,
        String perMinute,
        @Nullable Launches launches) {
    private static final int FEW = 10;
    private static final int STARTS = 3;

    static Line of(Sync sync, Syncs.Now now, Locale locale) {
        var at = Instant.now();
        var oldest = now.oldest();
        var cause = now.cause();
        var detail = cause == null ? null : cause.detail();
        return new Line(
                sync.name(),
                locale.getLanguage().equals("ja")
                        ? sync.label().ja()
                        : sync.label().en(),
                sync.object(),
                now.state().word(),
                cause,
                detail == null ? "" : Mask.text(detail),
                now.waiting(),
                oldest == null ? null : Duration.between(oldest, at),
                now.lastAccepted(),
                now.lately(),
                perMinute(now.lately(), at, locale),
                Launches.of(sync.schedule(), STARTS, locale));
    }

    private static String perMinute(Syncs.Lately lately, Instant now, Locale locale) {
        var since = lately.since();
        if (since == null) {
            return "";
        }
        var minutes = Math.max(1, Duration.between(since, now).toSeconds()) / 60.0;
        var rate = lately.accepted() / minutes;
        return String.format(locale, rate < FEW ? "%.1f" : "%,.0f", rate);
    }
}
