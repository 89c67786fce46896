package dev.hikyaku.push;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// What the parameters of an audience's query stand for in one run.
///
/// `today` is a date in the zone of the recipients; `now`, `run_start` and `last_run` are date-times in UTC, as the
/// session to the application's database is. All count from the run's start, so that reading anew finds the same.
record Parameters(Instant start, Instant lastRun, ZoneId zone) {
    private static final Pattern MOMENT =
            Pattern.compile("(now|today|run_start|last_run)(?:\\s*([+-])\\s*(\\d+)\\s*([smhdw]))?");

    /// Values by name.
    Map<String, Object> values(Map<String, String> declared) {
        var values = new LinkedHashMap<String, Object>();
        for (var builtIn : new String[] {"now", "today", "run_start", "last_run"}) {
            values.put(builtIn, value(builtIn));
        }
        declared.forEach((name, text) -> values.put(name, value(text)));
        return values;
    }

    private Object value(String text) {
        var moment = MOMENT.matcher(text.strip());
        if (!moment.matches()) {
            return text;
        }
        var by = moment.group(3) == null
                ? Duration.ZERO
                : unit(moment.group(4)).multipliedBy(Long.parseLong(moment.group(3)));
        var signed = "-".equals(moment.group(2)) ? by.negated() : by;
        return switch (moment.group(1)) {
            case "today" -> LocalDate.ofInstant(start, zone).plusDays(signed.toDays());
            case "last_run" -> LocalDateTime.ofInstant(lastRun.plus(signed), ZoneOffset.UTC);
            default -> LocalDateTime.ofInstant(start.plus(signed), ZoneOffset.UTC);
        };
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "w" -> Duration.ofDays(7);
            default -> Duration.ofDays(1);
        };
    }
}
