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
        return ((mark ? String.valueOf(MARK) : "") + header(type) + lines(type, rows)).getBytes(StandardCharsets.UTF_8);
    }

    /// The first line of a file for spreadsheets, behind a byte order mark.
    static String markedHeader(Class<? extends Record> type) {
        return MARK + header(type);
    }

    private static String header(Class<? extends Record> type) {
        return text(List.of(Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList()));
    }

    /// The rows alone.
    static String lines(Class<? extends Record> type, List<? extends Record> rows) {
        return text(rows.stream()
                .map(row -> Arrays.stream(type.getRecordComponents())
                        .map(component -> cell(masked(component, value(component, row))))
                        .toList())
                .toList());
    }

    private static String text(List<List<String>> lines) {
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().build(text)) {
            lines.forEach(csv::writeRecord);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return text.toString();
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
