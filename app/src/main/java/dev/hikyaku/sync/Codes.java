package dev.hikyaku.sync;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.hikyaku.ledger.Outcome;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What Salesforce's status codes mean for a row. Source: `StatusCode` of the SOAP Partner API; the table is
/// `codes.csv`. A code that is not listed is taken as a refusal, for Salesforce said no.
///
/// The code decides, for messages come in the language of the Salesforce user. Where one code has two meanings, a line
/// of the table names a variant: told by a phrase of the message that is never translated, or by the field that is
/// named being a reference.
public final class Codes {
    private static final List<Line> TABLE = read();

    /// What becomes of a row.
    public enum Verdict {
        /// It is sent again by itself, after a pause that grows.
        RELEASED("released"),
        /// It is sent again once its parent may be there; no number of tries ends that.
        WAITS("waits"),
        /// It is final until the row changes or somebody resubmits it.
        REJECTED("rejected"),
        /// The sync stops, and its changes wait.
        PAUSES_SYNC("pausesSync"),
        /// The run stops sending to this org, and all changes wait.
        PAUSES_ORG("pausesOrg"),
        /// A delete found nothing: what was wished for is so.
        GONE("gone");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        /// The table's word for it.
        public String word() {
            return word;
        }

        static Verdict of(String word) {
            for (var verdict : values()) {
                if (verdict.word.equals(word)) {
                    return verdict;
                }
            }
            throw new IllegalArgumentException("codes.csv: found verdict " + word);
        }
    }

    /// What becomes of a row, and how often it is sent in all before it is rejected.
    ///
    /// @param tries 0: no bound
    public record Rule(Verdict verdict, int tries) {}

    /// One line of the table.
    ///
    /// @param variant one of two meanings of a code, or empty for the usual one
    /// @param hint part of the message that tells the variant, or empty
    /// @param turn who acts once the row is rejected or the sync is paused: `app`, `admin`, `nobody`
    public record Line(String code, String variant, String hint, Rule upsert, Rule delete, String turn) {
        /// The key of its wording: the code, and the variant where it is one.
        public String name() {
            return variant.isEmpty() ? code : code + "." + variant;
        }

        private boolean isAbout(RowError error, Situation situation) {
            if (!code.equals(error.code())) {
                return false;
            }
            var isHinted = !hint.isEmpty() && error.message().contains(hint);
            return variant.isEmpty() || isHinted || (upsert.verdict() == Verdict.WAITS && situation.isReferred(error));
        }
    }

    /// What is known of the row that was refused.
    ///
    /// @param operation `upsert` or `delete`
    /// @param before how often its change met this code before
    /// @param parent what rows of one parent have in common, or null
    /// @param references lower-case names of the sync's reference fields
    public record Situation(
            String operation, int before, @Nullable String parent, Set<String> references) {
        public Situation {
            references = Set.copyOf(references);
        }

        /// Whether the error may be about a reference: it names one, or names nothing and there are some.
        private boolean isReferred(RowError error) {
            var fields = error.fields();
            return !operation.equals("delete")
                    && (fields.isEmpty()
                            ? !error.code().equals("INVALID_FIELD") && !references.isEmpty()
                            : fields.stream().anyMatch(field -> references.contains(field.toLowerCase(Locale.ROOT))));
        }
    }

    /// A row's error and what it means.
    public record Judged(Verdict verdict, Outcome outcome) {}

    private Codes() {}

    /// All lines, in the order in which they are tried.
    public static List<Line> table() {
        return TABLE;
    }

    /// Whether the table names this code.
    public static boolean isKnown(String code) {
        return TABLE.stream().anyMatch(line -> line.code().equals(code));
    }

    /// The usual line of a code.
    public static Line line(String code) {
        return TABLE.stream()
                .filter(line -> line.code().equals(code) && line.variant().isEmpty())
                .findFirst()
                .orElseGet(() -> unknown(code));
    }

    /// Judges the refusal of one row.
    public static Judged judge(RowError error, Situation situation) {
        var line = TABLE.stream()
                .filter(one -> one.isAbout(error, situation))
                .findFirst()
                .orElseGet(() -> unknown(error.code()));
        var rule = situation.operation().equals("delete") ? line.delete() : line.upsert();
        return new Judged(rule.verdict(), outcome(rule, error, situation));
    }

    private static Outcome outcome(Rule rule, RowError error, Situation situation) {
        var tries = situation.before() + 1;
        return switch (rule.verdict()) {
            case GONE -> new Outcome.Accepted(null);
            case REJECTED -> new Outcome.Rejected(error.code(), error.reason());
            case RELEASED, WAITS ->
                rule.tries() > 0 && tries >= rule.tries()
                        ? new Outcome.Rejected(error.code(), "tried " + tries + " times: " + error.reason())
                        : new Outcome.Released(
                                error.code(), error.reason(), Backoff.pause(situation.before(), situation.parent()));
            case PAUSES_SYNC, PAUSES_ORG -> new Outcome.Released(error.code(), error.reason(), Duration.ZERO);
        };
    }

    private static Line unknown(String code) {
        var rejected = new Rule(Verdict.REJECTED, 0);
        return new Line(code, "", "", rejected, rejected, "admin");
    }

    private static List<Line> read() {
        try (Reader csv = new InputStreamReader(
                        Objects.requireNonNull(Codes.class.getResourceAsStream("codes.csv")), StandardCharsets.UTF_8);
                var rows = CsvReader.builder().ofNamedCsvRecord(csv)) {
            return rows.stream().map(Codes::line).toList();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Line line(NamedCsvRecord row) {
        var upsert = new Rule(Verdict.of(row.getField("verdict")), number(row.getField("tries")));
        var delete = row.getField("delete");
        return new Line(
                row.getField("code"),
                row.getField("variant"),
                row.getField("hint"),
                upsert,
                delete.isEmpty() ? upsert : new Rule(Verdict.of(delete), number(row.getField("deleteTries"))),
                row.getField("turn"));
    }

    private static int number(String text) {
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }
}
