package dev.hikyaku.cli.print;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as people read them, in the zone of this machine.
public final class Times {
    private static final DateTimeFormatter AT = format("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter DAY = format("yyyy-MM-dd");
    private static final DateTimeFormatter CLOCK = format("HH:mm:ss");

    private Times() {}

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneId.systemDefault());
    }

    /// Day and time.
    public static String at(Instant time) {
        return AT.format(time);
    }

    /// The day.
    public static String day(Instant time) {
        return DAY.format(time);
    }

    /// The time of day.
    public static String clock(Instant time) {
        return CLOCK.format(time);
    }
}
