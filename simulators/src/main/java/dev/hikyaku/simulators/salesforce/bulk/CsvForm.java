package dev.hikyaku.simulators.salesforce.bulk;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.hikyaku.simulators.salesforce.wire.ApiError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// How a job's CSV is written: its delimiter and its line ending, as the job names them.
record CsvForm(String columnDelimiter, String lineEnding) {
    private static final Map<String, Character> DELIMITERS =
            Map.of("COMMA", ',', "TAB", '\t', "PIPE", '|', "SEMICOLON", ';', "CARET", '^', "BACKQUOTE", '`');

    CsvForm {
        if (!DELIMITERS.containsKey(columnDelimiter)) {
            throw new ApiError(400, "INVALIDJOB", "InvalidJob : Unsupported column delimiter: " + columnDelimiter);
        }
        if (!lineEnding.equals("LF") && !lineEnding.equals("CRLF")) {
            throw new ApiError(400, "INVALIDJOB", "InvalidJob : Unsupported line ending: " + lineEnding);
        }
    }

    CsvReader<CsvRecord> read(Path file) throws IOException {
        return CsvReader.builder()
                .fieldSeparator(delimiter())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(file, StandardCharsets.UTF_8);
    }

    CsvWriter write(OutputStream stream) {
        return CsvWriter.builder()
                .fieldSeparator(delimiter())
                .lineDelimiter(lineEnding.equals("LF") ? LineDelimiter.LF : LineDelimiter.CRLF)
                .quoteStrategy(QuoteStrategies.ALWAYS)
                .build(stream, StandardCharsets.UTF_8);
    }

    /// Whether every row of the file ends as the job says; line breaks inside quotes are not row ends.
    boolean endsAsDeclared(Path file) throws IOException {
        var crlf = lineEnding.equals("CRLF");
        var quoted = false;
        var before = 0;
        var chunk = new byte[1 << 16];
        try (var stream = new BufferedInputStream(Files.newInputStream(file))) {
            for (var got = stream.read(chunk); got >= 0; got = stream.read(chunk)) {
                for (var at = 0; at < got; at++) {
                    var letter = chunk[at];
                    quoted ^= letter == '"';
                    if (letter == '\n' && !quoted && crlf != (before == '\r')) {
                        return false;
                    }
                    before = letter;
                }
            }
        }
        return true;
    }

    private char delimiter() {
        return DELIMITERS.getOrDefault(columnDelimiter, ',');
    }
}
