package dev.hikyaku.manifest;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Pattern;

/// A text checked and written as its type wants it in Salesforce (Bulk API 2.0 guide, "Valid Date Format in Records").
sealed interface FieldText {

    /// The text as Salesforce is to get it; may be empty.
    record Right(String text) implements FieldText {}

    /// The text is none of its type.
    record Wrong(ProblemCode code) implements FieldText {}

    /// More digits than any number field of Salesforce holds (18); a bound, for `1e999999999` would fill the memory.
    int MOST_DIGITS = 60;

    Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@.]+(\\.[^\\s@.]+)+");

    DateTimeFormatter DATE = strict(new DateTimeFormatterBuilder().appendPattern("uuuu-MM-dd"));

    /// A date-time with seconds, fraction and offset as far as they are given.
    DateTimeFormatter DATETIME = strict(new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[ ][XXX][XX][X]"));

    DateTimeFormatter SALESFORCE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static FieldText of(Field.Type type, String text, ZoneId zone) {
        return switch (type) {
            case AUTO, TEXT -> new Right(text);
            case NUMBER -> number(text.strip());
            case BOOLEAN -> bool(text.strip());
            case DATE -> date(text.strip());
            case DATETIME -> dateTime(text.strip(), zone);
            case EMAIL -> email(text.strip());
            case PHONE -> new Right(text.strip());
        };
    }

    private static FieldText number(String text) {
        if (text.isEmpty()) {
            return new Right("");
        }
        try {
            var number = new BigDecimal(text);
            var tooLong = number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS;
            return tooLong ? new Wrong(ProblemCode.NOT_A_NUMBER) : new Right(number.toPlainString());
        } catch (NumberFormatException notOne) {
            return new Wrong(ProblemCode.NOT_A_NUMBER);
        }
    }

    private static FieldText bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "" -> new Right("");
            case "true", "t", "1" -> new Right("true");
            case "false", "f", "0" -> new Right("false");
            default -> new Wrong(ProblemCode.NOT_A_BOOLEAN);
        };
    }

    private static FieldText date(String text) {
        if (text.isEmpty()) {
            return new Right("");
        }
        try {
            var date = text.length() > 10 ? text.substring(0, 10) : text;
            if (text.length() > 10) {
                DATETIME.parse(joined(text));
            }
            return new Right(LocalDate.parse(date, DATE).toString());
        } catch (DateTimeException notOne) {
            return new Wrong(ProblemCode.NOT_A_DATE);
        }
    }

    private static FieldText dateTime(String text, ZoneId zone) {
        if (text.isEmpty()) {
            return new Right("");
        }
        try {
            return new Right(SALESFORCE.format(instant(text, zone)));
        } catch (DateTimeException notOne) {
            return new Wrong(ProblemCode.NOT_A_DATETIME);
        }
    }

    private static Instant instant(String text, ZoneId zone) {
        if (text.length() <= 10) {
            return LocalDate.parse(text, DATE).atStartOfDay(zone).toInstant();
        }
        return switch (DATETIME.parseBest(joined(text), OffsetDateTime::from, LocalDateTime::from)) {
            case OffsetDateTime known -> known.toInstant();
            case LocalDateTime local -> local.atZone(zone).toInstant();
            default -> throw new DateTimeException("neither with nor without offset: " + text);
        };
    }

    /// Databases write a blank where ISO 8601 has a `T`.
    private static String joined(String text) {
        return text.charAt(10) == ' ' ? text.substring(0, 10) + "T" + text.substring(11) : text;
    }

    private static FieldText email(String text) {
        return text.isEmpty() || EMAIL.matcher(text).matches() ? new Right(text) : new Wrong(ProblemCode.NOT_AN_EMAIL);
    }

    private static DateTimeFormatter strict(DateTimeFormatterBuilder builder) {
        return builder.toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT)
                .withChronology(IsoChronology.INSTANCE);
    }
}
