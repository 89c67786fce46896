package dev.hikyaku.outbox;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes flat JSON objects (RFC 8259). There is no library here because the application has its own.
final class Json {
    private final StringBuilder text = new StringBuilder("{");

    /// A member whose value is a scalar.
    ///
    /// @throws IllegalArgumentException when JSON, or UTF-8, has no form for it
    Json with(String name, @Nullable Object value) {
        name(name);
        scalar(name, value);
        return this;
    }

    /// A member, unless there is nothing to say.
    Json withSome(String name, @Nullable Object value) {
        return value == null ? this : with(name, value);
    }

    /// A member whose value is an object of scalars.
    Json with(String name, Map<String, ? extends @Nullable Object> members) {
        name(name);
        var inner = new Json();
        members.forEach(inner::with);
        text.append(inner);
        return this;
    }

    private void name(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        quoted(name, name);
        text.append(':');
    }

    private void scalar(String name, @Nullable Object value) {
        var plain = plain(name, value);
        if (plain != null) {
            text.append(plain);
        } else if (value != null) {
            quoted(name, words(name, value));
        }
    }

    /// What stands without quotes; null when it has to be quoted.
    private static @Nullable String plain(String name, @Nullable Object value) {
        if (value instanceof Double || value instanceof Float) {
            var number = ((Number) value).doubleValue();
            if (Double.isNaN(number) || Double.isInfinite(number)) {
                throw wrong(name, "holds " + value + ", which JSON has no number for");
            }
            return value.toString();
        }
        var whole = value instanceof Integer || value instanceof Long || value instanceof Short;
        var big = value instanceof Byte || value instanceof BigInteger || value instanceof BigDecimal;
        return value == null || whole || big || value instanceof Boolean ? String.valueOf(value) : null;
    }

    private static String words(String name, Object value) {
        if (value instanceof CharSequence || value instanceof Character || value instanceof UUID) {
            return value.toString();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        var time = time(value);
        if (time == null) {
            throw wrong(
                    name,
                    "holds a " + value.getClass().getName() + ", wanted a text, number, truth value, date or time");
        }
        return time;
    }

    /// Dates and times as ISO 8601; those of `java.sql` that stand for an instant become one.
    private static @Nullable String time(Object value) {
        if (value instanceof java.sql.Date date) {
            return date.toLocalDate().toString();
        }
        if (value instanceof java.sql.Time time) {
            return DateTimeFormatter.ISO_LOCAL_TIME.format(time.toLocalTime());
        }
        if (value instanceof java.util.Date date) {
            return date.toInstant().toString();
        }
        if (value instanceof Instant || value instanceof LocalDate) {
            return value.toString();
        }
        if (value instanceof LocalDateTime local) {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local);
        }
        if (value instanceof LocalTime local) {
            return DateTimeFormatter.ISO_LOCAL_TIME.format(local);
        }
        if (value instanceof ZonedDateTime zoned) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(zoned);
        }
        return value instanceof OffsetDateTime there ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(there) : null;
    }

    private void quoted(String name, String words) {
        text.append('"');
        for (var at = 0; at < words.length(); at++) {
            var sign = words.charAt(at);
            if (Character.isSurrogate(sign)) {
                // Half a pair has no UTF-8 form: drivers would store a question mark and say nothing.
                if (!Character.isHighSurrogate(sign)
                        || at + 1 == words.length()
                        || !Character.isLowSurrogate(words.charAt(at + 1))) {
                    throw wrong(name, "holds half a surrogate pair at index " + at);
                }
                text.append(sign).append(words.charAt(++at));
            } else {
                escaped(sign);
            }
        }
        text.append('"');
    }

    private void escaped(char sign) {
        switch (sign) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                if (sign < 0x20) {
                    text.append("\\u00")
                            .append(Character.forDigit(sign >> 4, 16))
                            .append(Character.forDigit(sign & 15, 16));
                } else {
                    text.append(sign);
                }
            }
        }
    }

    private static IllegalArgumentException wrong(String name, String found) {
        return new IllegalArgumentException("column " + name + " " + found);
    }

    /// The object.
    @Override
    public String toString() {
        return text + "}";
    }
}
