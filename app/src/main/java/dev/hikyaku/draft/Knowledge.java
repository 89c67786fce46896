package dev.hikyaku.draft;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/// What names usually mean in Salesforce: `salesforce.properties` beside this class.
final class Knowledge {
    private static final Properties KNOWN = read();

    private Knowledge() {}

    private static Properties read() {
        try (InputStream file = Objects.requireNonNull(Knowledge.class.getResourceAsStream("salesforce.properties"))) {
            var known = new Properties();
            known.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return known;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The standard object for rows of this kind.
    ///
    /// @param words of a table, for one row
    static Optional<String> object(List<String> words) {
        return words.isEmpty() ? Optional.empty() : Optional.ofNullable(KNOWN.getProperty("object." + words.getLast()));
    }

    /// The standard field of an object for a column; `*` knows custom objects.
    static Optional<String> field(String object, String column) {
        var kind = isCustom(object) ? "*" : object;
        return Optional.ofNullable(KNOWN.getProperty("field." + kind + "." + Names.joined(column)));
    }

    /// The standard field by which records of one object point to those of another.
    static Optional<String> pointer(String object, String to) {
        return Optional.ofNullable(KNOWN.getProperty("pointer." + object + "." + to));
    }

    /// Fields without which Salesforce makes no record.
    static List<String> required(String object) {
        return list("required." + object);
    }

    /// Whether a column may stand in for a required field that no column is called after.
    static boolean falls(String object, String field, String column) {
        return list("fallback." + object + "." + field).contains(Names.joined(column));
    }

    /// Whether it is made by an org's admin.
    static boolean isCustom(String object) {
        return object.endsWith("__c");
    }

    /// Whether a column holds what should stay where it is.
    static boolean isSecret(String column) {
        var joined = Names.joined(column);
        return list("secret").stream().anyMatch(joined::contains);
    }

    /// Whether a table belongs to a program rather than to the business.
    static boolean isTechnical(String table) {
        var words = Names.words(table);
        var joined = String.join("_", words);
        return list("technical.prefix").stream().anyMatch(prefix -> joined.startsWith(prefix + "_"))
                || Set.copyOf(list("technical")).contains(joined);
    }

    /// Names that are usual for a column with this meaning.
    static boolean means(String meaning, String column) {
        return list("meaning." + meaning).contains(Names.joined(column));
    }

    private static List<String> list(String key) {
        var found = KNOWN.getProperty(key);
        return found == null || found.isBlank()
                ? List.of()
                : List.of(found.strip().split("\\s+"));
    }
}
