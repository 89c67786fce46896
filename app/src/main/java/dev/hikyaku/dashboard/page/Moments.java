package dev.hikyaku.dashboard.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times and spans as people read them; times in the zone of this machine until the browser shows them in its own.
public final class Moments {
    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private Moments() {}

    static String at(Instant moment) {
        return AT.format(moment);
    }

    static String zone() {
        return ZoneId.systemDefault().getId();
    }

    /// The two largest units of a span.
    static String span(Duration span, Texts texts) {
        if (span.toDays() > 0) {
            return texts.say("span.days", span.toDays(), span.toHoursPart());
        }
        if (span.toHours() > 0) {
            return texts.say("span.hours", span.toHours(), span.toMinutesPart());
        }
        if (span.toMinutes() > 0) {
            return texts.say("span.minutes", span.toMinutes());
        }
        return texts.say("span.seconds", Math.max(0, span.toSeconds()));
    }
}
