package dev.hikyaku.simulators.salesforce.value;

import dev.hikyaku.simulators.salesforce.schema.Field;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Checks a value as Salesforce does and writes it again as Salesforce does.
public final class Values {
    /// Stands for "empty this field"; written `#N/A` in CSV and null in JSON.
    public static final String NULL = "\u0000null";

    private static final Pattern MULTI = Pattern.compile(";", Pattern.LITERAL);
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Values() {}

    /// The value as result files echo it: written again by type, or unchanged when it cannot be read.
    public static String reserialised(Field field, String text) {
        try {
            return switch (field.type()) {
                case DOUBLE, CURRENCY, PERCENT, DATETIME -> checked(field, text);
                case TEXT, TEXTAREA, EMAIL, PHONE, URL, PICKLIST, MULTIPICKLIST, BOOLEAN, INT, DATE, REFERENCE -> text;
            };
        } catch (RowRefused _) {
            return text;
        }
    }

    /// A point in time as CSV shows it, for example `2026-11-22T05:00:00.000Z`.
    public static String dateTime(long millis) {
        return MILLIS.format(Instant.ofEpochMilli(millis));
    }

    /// The value as the org keeps it.
    ///
    /// @throws RowRefused when the field cannot hold it
    public static String checked(Field field, String text) throws RowRefused {
        return switch (field.type()) {
            case TEXT, TEXTAREA, PHONE, URL -> shortEnough(field, text);
            case EMAIL -> email(field, text);
            case PICKLIST -> picked(field, text, List.of(text));
            case MULTIPICKLIST -> picked(field, text, MULTI.splitAsStream(text).toList());
            case BOOLEAN -> truth(field, text);
            case INT -> whole(field, text);
            case DOUBLE, CURRENCY, PERCENT -> decimal(field, text);
            case DATE -> date(field, text);
            case DATETIME -> point(field, text);
            case REFERENCE -> text;
        };
    }

    private static String shortEnough(Field field, String text) throws RowRefused {
        if (text.length() > field.length() && text.codePointCount(0, text.length()) > field.length()) {
            throw new RowRefused(
                    "STRING_TOO_LONG",
                    field.label() + ": data value too large: " + text + " (max length=" + field.length() + ")",
                    field.name());
        }
        return text;
    }

    private static String email(Field field, String text) throws RowRefused {
        shortEnough(field, text);
        if (!PlainText.isEmail(text)) {
            throw new RowRefused(
                    "INVALID_EMAIL_ADDRESS", field.label() + ": invalid email address: " + text, field.name());
        }
        return text;
    }

    private static String picked(Field field, String text, List<String> chosen) throws RowRefused {
        shortEnough(field, text);
        if (field.traits().restricted() && !field.values().containsAll(chosen)) {
            throw new RowRefused(
                    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                    field.label() + ": bad value for restricted picklist field: " + text,
                    field.name());
        }
        return text;
    }

    private static String truth(Field field, String text) throws RowRefused {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> "true";
            case "false", "0" -> "false";
            default -> throw wrongType(field, text);
        };
    }

    private static String whole(Field field, String text) throws RowRefused {
        if (PlainText.isWhole(text, Math.min(9, field.precision()))) {
            return text;
        }
        var number = number(field, text);
        if (number.stripTrailingZeros().scale() > 0) {
            throw wrongType(field, text);
        }
        return inRange(field, text, number.setScale(0, RoundingMode.UNNECESSARY))
                .toPlainString();
    }

    private static String decimal(Field field, String text) throws RowRefused {
        if (PlainText.isDecimal(text, field.precision() - field.scale(), field.scale())) {
            return PlainText.isDouble(text) ? text : Double.toString(Double.parseDouble(text));
        }
        var number = number(field, text).setScale(field.scale(), RoundingMode.HALF_UP);
        return Double.toString(inRange(field, text, number).doubleValue());
    }

    private static BigDecimal number(Field field, String text) throws RowRefused {
        try {
            var number = new BigDecimal(text);
            // a hostile exponent would otherwise ask for gigabytes of digits
            if (Math.abs((long) number.scale()) > 400) {
                throw outOfRange(field, text);
            }
            return number;
        } catch (NumberFormatException _) {
            throw wrongType(field, text);
        }
    }

    private static BigDecimal inRange(Field field, String text, BigDecimal number) throws RowRefused {
        if (number.precision() - number.scale() > field.precision() - field.scale()) {
            throw outOfRange(field, text);
        }
        return number;
    }

    private static String date(Field field, String text) throws RowRefused {
        if (text.length() == 10 && PlainText.startsWithDay(text)) {
            return text;
        }
        try {
            return LocalDate.parse(text).toString();
        } catch (DateTimeParseException _) {
            throw wrongType(field, text);
        }
    }

    private static String point(Field field, String text) throws RowRefused {
        if (PlainText.isMoment(text)) {
            return text;
        }
        try {
            var day = text.length() == 10;
            var when = day
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            return MILLIS.format(when.truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeParseException _) {
            throw wrongType(field, text);
        }
    }

    private static RowRefused wrongType(Field field, String text) {
        return new RowRefused(
                "INVALID_TYPE_ON_FIELD_IN_RECORD",
                field.label() + ": value not of required type: " + text,
                field.name());
    }

    private static RowRefused outOfRange(Field field, String text) {
        return new RowRefused(
                "NUMBER_OUTSIDE_VALID_RANGE",
                field.label() + ": value outside of valid range on numeric field: " + text,
                field.name());
    }
}
