package dev.hikyaku.drift;

import dev.hikyaku.salesforce.ObjectDescription.FieldDescription;
import dev.hikyaku.salesforce.Salesforce;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Whether Salesforce holds what was sent, which it writes in its own way: numbers rounded to the field's scale,
/// date-times in UTC to the second, addresses of e-mail in small letters, texts without blanks at their ends ("Data
/// Types", SOAP API Developer Guide).
public final class Sameness {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm[:ss][.SSSSSSSSS][.SSSSSS][.SSS][XXX][XX][X]", Locale.ROOT);

    private static final Set<String> TRUE = Set.of("true", "t", "1", "yes", "y");

    private Sameness() {}

    /// Compares.
    ///
    /// @param wanted null when the field was to be empty
    /// @param found null when it is
    public static boolean same(FieldDescription field, @Nullable String wanted, @Nullable String found) {
        var one = wanted == null ? "" : wanted;
        var other = found == null ? "" : found;
        if (field.type().equals("boolean")) {
            return isTrue(one) == isTrue(other);
        }
        return one.equals(other) || (!one.isBlank() && !other.isBlank() && sameValue(field, one, other));
    }

    private static boolean isTrue(String text) {
        return TRUE.contains(text.strip().toLowerCase(Locale.ROOT));
    }

    private static boolean sameValue(FieldDescription field, String wanted, String found) {
        try {
            return switch (field.type()) {
                case "double", "currency", "percent" -> number(field, wanted).compareTo(number(field, found)) == 0;
                case "int" -> new BigDecimal(wanted.strip()).compareTo(new BigDecimal(found)) == 0;
                case "datetime" -> instant(wanted).equals(instant(found));
                case "reference" -> Salesforce.id18(wanted).equals(Salesforce.id18(found));
                case "email", "picklist" -> wanted.strip().equalsIgnoreCase(found.strip());
                case "multipicklist" -> words(wanted).equals(words(found));
                default -> text(wanted).equals(text(found));
            };
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            return false;
        }
    }

    private static BigDecimal number(FieldDescription field, String text) {
        return new BigDecimal(text.strip()).setScale(field.scale(), RoundingMode.HALF_UP);
    }

    private static Instant instant(String text) {
        var time = text.strip().replace(' ', 'T');
        return time.length() == 10
                ? LocalDate.parse(time).atStartOfDay(ZoneOffset.UTC).toInstant()
                : OffsetDateTime.parse(time, TIME).toInstant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static Set<String> words(String list) {
        return new TreeSet<>(Set.of(list.split(";")));
    }

    private static String text(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').strip();
    }
}
