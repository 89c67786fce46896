package dev.hikyaku.simulators.salesforce.bulk;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.hikyaku.simulators.salesforce.wire.ApiError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/// How a job's CSV is written: its delimiter and its line ending, as the job names them.
record CsvForm(String columnDelimiter, String lineEnding, char delimiter) {
    private static final Map<String, Character> DELIMITERS =
            Map.of("COMMA", ',', "TAB", '\t', "PIPE", '|', "SEMICOLON", ';', "CARET", '^', "BACKQUOTE", '`');

    static CsvForm of(String columnDelimiter, String lineEnding) {
        if (!DELIMITERS.containsKey(columnDelimiter)) {
            throw new ApiError(400, "INVALIDJOB", "InvalidJob : Unsupported column delimiter: " + columnDelimiter);
        }
        if (!lineEnding.equals("LF") && !lineEnding.equals("CRLF")) {
            throw new ApiError(400, "INVALIDJOB", "InvalidJob : Unsupported line ending: " + lineEnding);
        }
        return new CsvForm(columnDelimiter, lineEnding, DELIMITERS.getOrDefault(columnDelimiter, ','));
    }

    CsvReader<CsvRecord> read(Path file) throws IOException {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(file, StandardCharsets.UTF_8);
    }

    CsvWriter write(OutputStream stream) {
        return CsvWriter.builder()
                .fieldSeparator(delimiter)
                .lineDelimiter(lineEnding.equals("LF") ? LineDelimiter.LF : LineDelimiter.CRLF)
                .quoteStrategy(QuoteStrategies.ALWAYS)
                .build(stream, StandardCharsets.UTF_8);
    }

    /// Adds one quoted cell to a line, as [#write] would.
    void appendCell(StringBuilder line, String cell, boolean separated) {
        if (separated) {
            line.append(delimiter);
        }
        line.append('"');
        if (cell.indexOf('"') < 0) {
            line.append(cell);
        } else {
            line.append(cell.replace("\"", "\"\""));
        }
        line.append('"');
    }

    /// Ends a line.
    void appendEnd(StringBuilder line) {
        line.append(lineEnding.equals("LF") ? "\n" : "\r\n");
    }

    /// How every row ends and how many cells it has, from a quick look at the bytes.
    CsvShape shape(Path file) throws IOException {
        return CsvShape.of(file, (byte) delimiter, lineEnding.equals("CRLF"));
    }
}
