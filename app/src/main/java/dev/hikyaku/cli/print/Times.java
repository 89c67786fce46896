package dev.hikyaku.cli.print;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as people read them, in the zone of this machine.
public final class Times {
    private static final DateTimeFormatter AT = format("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter DAY = format("yyyy-MM-dd");
    private static final DateTimeFormatter CLOCK = format("HH:mm:ss");
    private static final DateTimeFormatter MINUTE = format("HH:mm");
    private static final DateTimeFormatter DAY_MINUTE = format("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter ZONE =
            DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).withZone(ZoneId.systemDefault());

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

    /// The minute; the day as well when it is another one.
    public static String shortly(Instant time, Instant now) {
        return (day(time).equals(day(now)) ? MINUTE : DAY_MINUTE).format(time);
    }

    /// The same with the name of the zone, for what will happen.
    public static String zoned(Instant time, Instant now) {
        return shortly(time, now) + " " + ZONE.format(time);
    }

    /// How long: the two largest units that matter.
    public static String lasting(Words words, Duration time) {
        var whole = time.isNegative() ? Duration.ZERO : time;
        if (whole.toMinutes() == 0) {
            return words.say("lasting.seconds", whole.toSeconds());
        }
        if (whole.toHours() == 0) {
            return words.say("lasting.minutes", whole.toMinutes());
        }
        return whole.toDays() == 0
                ? words.say("lasting.hours", whole.toHours(), whole.toMinutesPart())
                : words.say("lasting.days", whole.toDays(), whole.toHoursPart());
    }
}
