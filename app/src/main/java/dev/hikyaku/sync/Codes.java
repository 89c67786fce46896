package dev.hikyaku.sync;

import de.siegmar.fastcsv.reader.CsvReader;
import dev.hikyaku.ledger.Outcome;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What Salesforce's status codes mean for a row. Source: `StatusCode` of the SOAP Partner API; the table is
/// `codes.csv`. A code that is not listed is taken as a refusal, for Salesforce said no.
public final class Codes {
    private static final Set<String> ALREADY_GONE = Set.of("ENTITY_IS_DELETED", "INVALID_CROSS_REFERENCE_KEY");
    private static final Duration SHORT_PAUSE = Duration.ofSeconds(1);
    private static final Map<String, Line> TABLE = read();

    /// One line of the table.
    ///
    /// @param verdict `released`, `rejected` or `paused` (the whole sync stops, the row waits)
    /// @param turn who has to act: `app`, `admin` (of Salesforce) or `nobody`
    public record Line(String verdict, String turn) {}

    /// A row's error and what it means.
    ///
    /// @param pauses whether the whole sync has to stop
    public record Judged(Outcome outcome, boolean pauses) {}

    private Codes() {}

    /// Whether the table names this code.
    public static boolean isKnown(String code) {
        return TABLE.containsKey(code);
    }

    /// The line of a code.
    public static Line line(String code) {
        return TABLE.getOrDefault(code, new Line("rejected", "admin"));
    }

    /// Judges the `sf__Error` of one row: `CODE:message:Field1,Field2 --`. The message is in the language of the
    /// Salesforce user, so only the code decides.
    public static Judged judge(String error, String operation) {
        var colon = error.indexOf(':');
        var code = colon < 0 ? error : error.substring(0, colon);
        var reason = reason(colon < 0 ? "" : error.substring(colon + 1));
        if (operation.equals("delete") && ALREADY_GONE.contains(code)) {
            return new Judged(new Outcome.Accepted(null), false);
        }
        return switch (line(code).verdict()) {
            case "released" -> new Judged(new Outcome.Released(code, reason, SHORT_PAUSE), false);
            case "paused" -> new Judged(new Outcome.Released(code, reason, Duration.ZERO), true);
            default -> new Judged(new Outcome.Rejected(code, reason), false);
        };
    }

    /// `message:Field1,Field2 --` as people read it.
    private static String reason(String rest) {
        var text = rest.endsWith("--") ? rest.substring(0, rest.length() - 2).strip() : rest.strip();
        var colon = text.lastIndexOf(':');
        if (colon < 0) {
            return text;
        }
        var fields = text.substring(colon + 1).strip();
        var message = text.substring(0, colon);
        return fields.isEmpty() ? message : message + " [" + fields + "]";
    }

    private static Map<String, Line> read() {
        var table = new HashMap<String, Line>();
        try (Reader csv = new InputStreamReader(
                        Objects.requireNonNull(Codes.class.getResourceAsStream("codes.csv")), StandardCharsets.UTF_8);
                var rows = CsvReader.builder().ofNamedCsvRecord(csv)) {
            rows.forEach(
                    row -> table.put(row.getField("code"), new Line(row.getField("verdict"), row.getField("turn"))));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Map.copyOf(table);
    }
}
