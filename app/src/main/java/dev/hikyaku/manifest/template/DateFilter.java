package dev.hikyaku.manifest.template;

import dev.hikyaku.manifest.template.TemplateException.Reason;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `{{inspection_on | date}}`: a day as people write it, `2026年11月22日` or `Nov 22, 2026`. The day is the one that
/// is written in the column; no zone moves it.
///
/// `date('short')`, `'medium'`, `'long'`, `'full'` choose another length, and `date('M月d日 (E)')` a pattern of
/// [DateTimeFormatter].
final class DateFilter implements Filter {

    private static final Set<String> LONG_BY_HABIT = Set.of("ja", "zh", "ko");

    private static final DateTimeFormatter TIMES = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd['T'][' ']HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[ ][XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    @Override
    public List<String> getArgumentNames() {
        return List.of("format");
    }

    @Override
    public @Nullable Object apply(
            @Nullable Object input,
            Map<String, Object> arguments,
            PebbleTemplate self,
            EvaluationContext context,
            int line) {
        if (input == null) {
            return null;
        }
        var text = input.toString();
        var format = arguments.get("format");
        try {
            return formatter(format == null ? null : format.toString(), context.getLocale())
                    .format(day(text.strip()));
        } catch (DateTimeException | IllegalArgumentException notOne) {
            throw new NotConvertible(text, "date");
        }
    }

    /// @throws TemplateException for a text that is no format
    static void check(String format) {
        try {
            var _ = formatter(format, Locale.ROOT).format(LocalDate.EPOCH.atStartOfDay());
        } catch (DateTimeException | IllegalArgumentException noPattern) {
            throw new TemplateException(Reason.DATE_FORMAT, format);
        }
    }

    private static TemporalAccessor day(String text) {
        return text.length() <= 10 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.from(TIMES.parse(text));
    }

    private static DateTimeFormatter formatter(@Nullable String format, Locale locale) {
        if (format == null) {
            var style = LONG_BY_HABIT.contains(locale.getLanguage()) ? FormatStyle.LONG : FormatStyle.MEDIUM;
            return DateTimeFormatter.ofLocalizedDate(style).withLocale(locale);
        }
        return switch (format) {
            case "short" -> DateTimeFormatter.ofLocalizedDate(FormatStyle.SHORT).withLocale(locale);
            case "medium" ->
                DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale);
            case "long" -> DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale);
            case "full" -> DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale);
            default -> DateTimeFormatter.ofPattern(format, locale);
        };
    }
}
