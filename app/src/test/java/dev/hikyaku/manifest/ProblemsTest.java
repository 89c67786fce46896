package dev.hikyaku.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Every problem word for word: `problems.yaml` says what is done to a sound project, and what is found then.
class ProblemsTest {

    private static final String CONTACT = """
            version: 1
            sync: contact
            salesforce: { object: Contact, externalId: AppUserId__c }
            source: { table: users, key: id }
            fields:
              LastName: last_name
            """;

    @TempDir
    private Path temporary;

    @TestFactory
    Stream<DynamicTest> isReportedWordForWord() throws Exception {
        return cases().stream()
                .map(given -> DynamicTest.dynamicTest((String) Objects.requireNonNull(given.get("name")), () -> {
                    var thrown = read(given);
                    assertThat(lines(thrown, Locale.ENGLISH)).isEqualTo(given.get("en"));
                    assertThat(lines(thrown, Locale.JAPANESE)).isEqualTo(given.get("ja"));
                }));
    }

    @Test
    void areAllInTheList() throws Exception {
        var told = cases().toString();

        assertThat(codes(ProblemCode.Turn.AUTHOR)).allMatch(told::contains);
    }

    private static Set<String> codes(ProblemCode.Turn turn) {
        return Arrays.stream(ProblemCode.values())
                .filter(code -> code.turn() == turn)
                .map(ProblemCode::code)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> lines(ManifestException thrown, Locale locale) {
        return thrown.problems().stream()
                .map(problem -> {
                    var hint = problem.hint(locale);
                    var line = problem.place() + "  " + problem.code().code() + "  " + problem.message(locale);
                    return hint == null ? line : line + "  " + hint;
                })
                .map(line -> line.replaceAll(Pattern.quote(temporary.toString()) + ".project\\d+", "FOLDER"))
                .toList();
    }

    private ManifestException read(Map<String, Object> given) throws Exception {
        var folder = Files.createTempDirectory(temporary, "project");
        var contact = new StringBuilder(CONTACT);
        texts(given, "change").forEach((from, to) -> {
            var at = contact.indexOf(from);
            assertThat(at).as("\"%s\" stands in the sound project", from).isNotNegative();
            contact.replace(at, at + from.length(), String.valueOf(to));
        });
        contact.append(Objects.requireNonNullElse(given.get("append"), ""));
        write(folder, "hikyaku.yaml", "version: 1\n");
        write(folder, "syncs/contact.yaml", contact.toString());
        for (var file : texts(given, "files").entrySet()) {
            write(folder, file.getKey(), file.getValue());
        }
        return Objects.requireNonNull(catchThrowableOfType(ManifestException.class, () -> Manifest.read(folder)));
    }

    private static void write(Path folder, String name, @Nullable Object content) throws Exception {
        var file = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.deleteIfExists(file);
        if (content instanceof String text) {
            Files.writeString(file, text);
        }
        if (content instanceof Map<?, ?> special) {
            if (special.get("base64") instanceof String bytes) {
                Files.write(file, Base64.getDecoder().decode(bytes));
            } else {
                Files.createDirectory(file);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> texts(Map<String, Object> given, String key) {
        return (Map<String, @Nullable Object>) Objects.requireNonNullElse(given.get(key), Map.of());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> cases() throws Exception {
        try (var file = Objects.requireNonNull(ProblemsTest.class.getResourceAsStream("problems.yaml"))) {
            var list = new Load(LoadSettings.builder().build()).loadFromInputStream(file);
            return new ArrayList<>((List<Map<String, Object>>) Objects.requireNonNull(list));
        }
    }
}
