package dev.hikyaku.manifest;

import dev.hikyaku.manifest.campaign.Schedule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One declared way from rows of the application to records of one Salesforce object.
///
/// The external id of a record is always the record's key: the text of the source's key column.
///
/// @param name what people, columns and metrics call it; `[a-z][a-z0-9-]{0,62}`
/// @param label shown to people
/// @param object Salesforce object, API name
/// @param externalId API name of the unique external id field that holds the key
/// @param source where the rows are
/// @param fields values, in the order of the file; never contains `externalId`
/// @param references fields that hold the remote id of a record of another sync (or of this one)
/// @param deletes what a row that is gone means
/// @param goneInSalesforce what happens when somebody deleted or merged a record in Salesforce that lives on here
/// @param deleteGuard largest share (0 to 1) of the known records that one scan may delete
/// @param travel how its changes travel
/// @param schedule when a run of it starts by itself; null when it is carried by hand, or as changes come
public record Sync(
        String name,
        Label label,
        String object,
        String externalId,
        Source source,
        List<Field> fields,
        List<Reference> references,
        Deletes deletes,
        Gone goneInSalesforce,
        double deleteGuard,
        Travel travel,
        @Nullable Schedule schedule) {

    public Sync {
        fields = List.copyOf(fields);
        references = List.copyOf(references);
    }

    /// All columns of the source that are read: the key, then those of fields and references, each once.
    public Set<String> columns() {
        var columns = new LinkedHashSet<String>();
        columns.add(source.key());
        fields.forEach(field -> columns.addAll(new TreeSet<>(field.value().columns())));
        references.forEach(reference -> columns.addAll(reference.columns()));
        return Collections.unmodifiableSet(columns);
    }

    /// The Salesforce fields that are written, in the order of a CSV's columns: the external id, fields, references.
    public List<String> targets() {
        var targets = new ArrayList<String>();
        targets.add(externalId);
        fields.forEach(field -> targets.add(field.target()));
        references.forEach(reference -> targets.add(reference.target()));
        return List.copyOf(targets);
    }

    /// SHA-256 in hex over all that decides what Salesforce is sent for a row: object, external id, key column, zone,
    /// fields and references, whatever their order. Equal on every machine. Label, source, deletes,
    /// what is gone and guard don't count.
    public String digest() {
        var meaning = new StringBuilder();
        part(
                meaning,
                "hikyaku-sync-1",
                object,
                externalId,
                source.key(),
                source.zone().getId());
        fields.stream().sorted(Comparator.comparing(Field::target)).forEach(field -> part(meaning, field));
        references.stream()
                .sorted(Comparator.comparing(Reference::target))
                .forEach(to -> part(
                        meaning,
                        "reference",
                        to.target(),
                        to.meaning(),
                        to.by(),
                        to.missing().name()));
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(meaning.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static void part(StringBuilder meaning, Field field) {
        part(
                meaning,
                "field",
                field.target(),
                field.value().written(),
                field.otherwise().name());
        part(
                meaning,
                field.type().name(),
                String.valueOf(field.max()),
                field.tooLong().name(),
                field.empty().name(),
                field.invalid().name());
        new TreeMap<>(field.map()).forEach((found, sent) -> part(meaning, "map", found, sent));
    }

    /// Lengths before the texts keep `("ab", "c")` apart from `("a", "bc")`.
    private static void part(StringBuilder meaning, String... texts) {
        for (var text : texts) {
            meaning.append(text.length()).append(':').append(text).append(',');
        }
    }

    /// How changes travel.
    ///
    /// @param quiet how long a key must have been quiet before its changes travel, where a resident service carries
    /// them
    /// @param longest after which they travel although the key goes on changing
    /// @param allowDuplicates whether a record is saved that a duplicate rule of the org warns of
    public record Travel(Duration quiet, Duration longest, boolean allowDuplicates) {
        /// At once, and duplicate rules stand.
        public static final Travel USUAL = new Travel(Duration.ZERO, Duration.ofSeconds(30), false);
    }

    /// A name for people in both languages.
    public record Label(String ja, String en) {}

    /// What a row that is gone from the source means in Salesforce.
    public enum Deletes {
        /// The Salesforce record stays.
        KEEP,
        /// The Salesforce record is deleted.
        DELETE
    }

    /// What happens when an upsert finds that the record we knew was deleted or merged in Salesforce. The upsert itself
    /// has made a new one then, for it goes by external id.
    public enum Gone {
        /// The new record is the right one.
        RECREATE,
        /// After a merge the record it was merged into is the right one; else the new one.
        RELINK,
        /// The sync stops until somebody has looked.
        STOP
    }
}
