package dev.hikyaku.dashboard.rest;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.hikyaku.dashboard.trace.Mask;
import dev.hikyaku.ledger.view.Bounded;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Records as CSV (RFC 4180): a column for each component, named like it; times in UTC, ISO 8601.
final class Csv {
    private static final char MARK = '\uFEFF';

    private Csv() {}

    /// @param mark whether it begins with a byte order mark
    static byte[] write(Class<? extends Record> type, List<? extends Record> rows, boolean mark) {
        var components = type.getRecordComponents();
        var text = new StringWriter();
        if (mark) {
            text.append(MARK);
        }
        try (var csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(
                    Arrays.stream(components).map(RecordComponent::getName).toList());
            for (var row : rows) {
                csv.writeRecord(Arrays.stream(components)
                        .map(component -> cell(masked(component, value(component, row))))
                        .toList());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable Object value(RecordComponent component, Record row) {
        try {
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException(component + " of " + row.getClass(), failed);
        }
    }

    private static @Nullable Object masked(RecordComponent component, @Nullable Object value) {
        return value instanceof String text && Answers.isMasked(component.getName()) ? Mask.text(text) : value;
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Number number -> number.toString();
            case Bounded some -> some.count() + (some.more() ? "+" : "");
            case Collection<?> many -> safe(many.stream().map(String::valueOf).collect(Collectors.joining(" ")));
            default -> safe(value.toString());
        };
    }

    /// A spreadsheet takes what begins like this for a formula, and runs it.
    private static String safe(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
