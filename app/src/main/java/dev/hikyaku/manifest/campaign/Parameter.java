package dev.hikyaku.manifest.campaign;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a `:name` of an audience stands for, as the manifest writes it.
///
/// ```
/// parameter = base { ("+" | "-") number unit } | number | day | text | "'" text "'"
/// base      = "now" | "today" | "run_start" | "last_run"
/// unit      = "s" | "m" | "h" | "d" | "w" | "mo" | "y"
/// ```
///
/// `s`, `m` and `h` are exact; `d`, `w`, `mo` and `y` go by the calendar of the zone, so that `now - 1d` is the
/// same time of day. `today` is a day and takes calendar units alone. What reads like a number or a day is one,
/// and what stands in single quotes is a text.
public sealed interface Parameter {

    /// The same text in each run.
    record Text(String text) implements Parameter {}

    /// The same number in each run.
    record Amount(BigDecimal number) implements Parameter {}

    /// The same day in each run.
    record Day(LocalDate day) implements Parameter {}

    /// A time that moves with the run.
    ///
    /// @param exact seconds after the base
    /// @param calendar years, months and days after the base; they are added first
    record Moving(Base base, Period calendar, long exact) implements Parameter {}

    /// What a moving time starts from.
    enum Base {
        /// The instant at which the query starts.
        NOW,
        /// The day of `now` in the audience's zone.
        TODAY,
        /// The instant for which the run was planned; the same when it is taken up again.
        RUN_START,
        /// The start of the last run that ended; in the first run that of this one, so that nobody is written to
        /// by surprise.
        LAST_RUN;

        /// As written: `run_start`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Optional<Base> of(String word) {
            for (var base : values()) {
                if (base.word().equals(word)) {
                    return Optional.of(base);
                }
            }
            return Optional.empty();
        }
    }

    /// The run a value is wanted for.
    ///
    /// @param now when the query starts
    /// @param start when the run was planned for
    /// @param last start of the last run that ended, or null before the first
    record Run(Instant now, Instant start, @Nullable Instant last) {}

    /// A value with its type, for a prepared statement.
    sealed interface Value {
        /// A text.
        record Words(String text) implements Value {}

        /// A number.
        record Amount(BigDecimal number) implements Value {}

        /// A day.
        record Date(LocalDate day) implements Value {}

        /// An instant.
        record Time(Instant instant) implements Value {}
    }

    /// Something written like a sum of times.
    Pattern SUM = Pattern.compile("([a-z_]+)((?:\\s*[+-]\\s*[0-9]{1,6}\\s*[A-Za-z]+)+)");

    /// One summand.
    Pattern STEP = Pattern.compile("([+-])\\s*([0-9]+)\\s*([A-Za-z]+)");

    /// A built-in name, then a sign.
    Pattern MEANT_AS_SUM = Pattern.compile("(now|today|run_start|last_run)\\s*[+-].*");

    /// What is no text unless it is quoted.
    Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?");

    /// A day as ISO 8601 writes it.
    Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    /// Reads what the manifest says.
    ///
    /// @return empty when it is meant as a sum of times and can't be read as one
    static Optional<Parameter> read(String written) {
        var text = written.strip();
        if (text.length() > 1 && text.startsWith("'") && text.endsWith("'")) {
            return Optional.of(new Text(text.substring(1, text.length() - 1).replace("''", "'")));
        }
        var base = Base.of(text);
        if (base.isPresent()) {
            return Optional.of(new Moving(base.get(), Period.ZERO, 0));
        }
        var sum = SUM.matcher(text);
        if (sum.matches()) {
            return Base.of(sum.group(1)).flatMap(from -> sum(from, sum.group(2)));
        }
        if (MEANT_AS_SUM.matcher(text).matches()) {
            return Optional.empty();
        }
        return NUMBER.matcher(text).matches() ? Optional.of(new Amount(new BigDecimal(text))) : day(written, text);
    }

    private static Optional<Parameter> day(String written, String text) {
        if (!DAY.matcher(text).matches()) {
            return Optional.of(new Text(written));
        }
        try {
            return Optional.of(new Day(LocalDate.parse(text)));
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    private static Optional<Parameter> sum(Base base, String steps) {
        var calendar = Period.ZERO;
        var exact = 0L;
        for (var step : STEP.matcher(steps).results().toList()) {
            var amount = Integer.parseInt(step.group(1) + step.group(2));
            switch (step.group(3)) {
                case "d" -> calendar = calendar.plusDays(amount);
                case "w" -> calendar = calendar.plusDays(7L * amount);
                case "mo" -> calendar = calendar.plusMonths(amount);
                case "y" -> calendar = calendar.plusYears(amount);
                case "s", "m", "h" -> {
                    if (base == Base.TODAY) {
                        return Optional.empty();
                    }
                    exact += exact(step.group(3)).getDuration().toSeconds() * amount;
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new Moving(base, calendar, exact));
    }

    private static TemporalUnit exact(String unit) {
        return switch (unit) {
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            default -> ChronoUnit.HOURS;
        };
    }

    /// What it comes to.
    default Value at(Run run, ZoneId zone) {
        return switch (this) {
            case Text(var text) -> new Value.Words(text);
            case Amount(var number) -> new Value.Amount(number);
            case Day(var day) -> new Value.Date(day);
            case Moving(var base, var calendar, var exact) ->
                switch (base) {
                    case TODAY ->
                        new Value.Date(run.now().atZone(zone).toLocalDate().plus(calendar));
                    case NOW -> time(run.now(), calendar, exact, zone);
                    case RUN_START -> time(run.start(), calendar, exact, zone);
                    case LAST_RUN -> time(run.last() == null ? run.start() : run.last(), calendar, exact, zone);
                };
        };
    }

    private static Value time(Instant base, Period calendar, long exact, ZoneId zone) {
        return new Value.Time(base.atZone(zone).plus(calendar).toInstant().plusSeconds(exact));
    }
}
