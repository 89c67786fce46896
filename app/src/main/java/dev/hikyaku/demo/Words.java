package dev.hikyaku.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.random.RandomGenerator;

/// The demo's word lists, all invented.
final class Words {
    private static final String JAPANESE = "ja";

    private final List<Name> names = rows("names.csv").stream()
            .map(row ->
                    new Name(row.getField("locale"), row.getField("kind"), row.getField("name"), row.getField("latin")))
            .toList();
    private final List<NamedCsvRecord> titles = rows("titles.csv");
    private final List<NamedCsvRecord> notes = rows("notes.csv");

    /// A family or given name.
    ///
    /// @param latin as it stands in an e-mail address
    record Name(String locale, String kind, String text, String latin) {}

    static List<NamedCsvRecord> rows(String file) {
        try (var csv = CsvReader.builder().ofNamedCsvRecord(DemoFolder.text(file))) {
            return csv.stream().toList();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    Name name(RandomGenerator random, String locale, String kind) {
        return one(
                random,
                names.stream()
                        .filter(name ->
                                name.locale().equals(locale) && name.kind().equals(kind))
                        .toList());
    }

    /// @param level 0 for who runs the company, 3 for who runs nobody
    String title(RandomGenerator random, String locale, int level) {
        var fitting = titles.stream()
                .filter(title -> title.getField("level").equals(String.valueOf(level)))
                .map(title -> title.getField(locale.equals(JAPANESE) ? JAPANESE : "en"))
                .toList();
        return one(random, fitting);
    }

    String note(RandomGenerator random, String locale) {
        return one(
                        random,
                        notes.stream()
                                .filter(note -> note.getField("locale").equals(locale))
                                .toList())
                .getField("note");
    }

    static <T> T one(RandomGenerator random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
