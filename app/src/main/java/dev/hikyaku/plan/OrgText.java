package dev.hikyaku.plan;

import dev.hikyaku.salesforce.ObjectDescription;
import dev.hikyaku.salesforce.ObjectDescription.FieldDescription;
import dev.hikyaku.salesforce.Salesforce;
import dev.hikyaku.sync.rows.Columns.Column;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether what the org shows is what was sent: it writes numbers, times, ids and texts its own way.
///
/// @param object what the org says of the fields
record OrgText(ObjectDescription object) {
    /// `2021-01-15T07:00:00.000+0000` (REST API Developer Guide, Valid Date and DateTime Formats), and with a colon.
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm[:ss][.SSS][XXX][XX]", Locale.ROOT);

    /// Whether the field is as it would be after it was cleared. A checkbox is then false.
    boolean isNothing(Column column, @Nullable String before) {
        return before == null || before.isEmpty() || type(column).equals("boolean") && before.equals("false");
    }

    /// Whether the field is as it would be after this text was sent.
    boolean isSame(Column column, @Nullable String before, String sent) {
        if (before == null) {
            return sent.isBlank();
        }
        if (before.equals(sent)) {
            return true;
        }
        if (column.parentField() != null) {
            return before.equalsIgnoreCase(sent);
        }
        return switch (type(column)) {
            case "double", "int", "long", "currency", "percent" -> isSameNumber(column, before, sent);
            case "datetime" -> isSameTime(before, sent);
            case "boolean" -> before.equalsIgnoreCase(sent);
            case "email" -> before.strip().equalsIgnoreCase(sent.strip());
            case "reference", "id" -> id(before).equals(id(sent));
            default -> plain(before).equals(plain(sent));
        };
    }

    private String type(Column column) {
        return object.field(column.target()).map(FieldDescription::type).orElse("string");
    }

    /// Salesforce rounds to the places the field has.
    private boolean isSameNumber(Column column, String before, String sent) {
        try {
            var scale = object.field(column.target())
                    .map(FieldDescription::scale)
                    .orElse(0);
            var one = new BigDecimal(before.strip());
            var other = new BigDecimal(sent.strip());
            return one.compareTo(other) == 0
                    || one.setScale(scale, RoundingMode.HALF_UP)
                                    .compareTo(other.setScale(scale, RoundingMode.HALF_UP))
                            == 0;
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }

    private static boolean isSameTime(String before, String sent) {
        try {
            return instant(before).equals(instant(sent));
        } catch (DateTimeException noTime) {
            return false;
        }
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text, TIME).toInstant();
    }

    private static String id(String text) {
        try {
            return Salesforce.id18(text);
        } catch (IllegalArgumentException notYet) {
            return text;
        }
    }

    /// Salesforce takes blanks off the ends of a text, and has one sign for the end of a line.
    private static String plain(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').strip();
    }
}
