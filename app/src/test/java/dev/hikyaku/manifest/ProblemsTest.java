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

/// Every problem word for word: `problems.yaml` and `campaign-problems.yaml` say what is done to a sound project, and
/// what
/// is found then.
class ProblemsTest {

    private static final String CONTACT = """
            version: 1
            sync: contact
            salesforce: { object: Contact, externalId: AppUserId__c }
            source: { table: users, key: id }
            fields:
              LastName: last_name
            """;

    private static final String PUSH = """
            version: 1
            push:
              gateway: fcm
              devices: { table: devices, user: user_id, address: token }
              consents:
                inspection: { table: agreed, user: id }
            """;

    private static final String CAMPAIGN = """
            version: 1
            campaign: reminder
            audience:
              params: { due: today + 30d }
              sql: |
                SELECT u.id AS user_id, c.id AS car_id, c.plate, c.inspection_on
                  FROM cars c JOIN users u ON u.id = c.user_id
                 WHERE c.inspection_on = :due
              once: [user_id, car_id, inspection_on]
              consent: inspection
              guard: { max: 50000, maxVsUsual: 3x }
            message:
              default: ja
              ja: { title: 車検のお知らせ, body: "{{plate}} の車検満了日は {{inspection_on | date}} です" }
              en: { title: Inspection due, body: "{{plate}} is due on {{inspection_on | date}}" }
              ttl: 12h
            schedule: { cron: "0 9 * * *", zone: Asia/Tokyo }
            quietHours: { from: "21:00", to: "08:00", zone: recipient }
            limits: { perUser: 2 per day, rate: 200/s, group: service }
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
        var contact = changed(CONTACT, texts(given, "change")) + Objects.requireNonNullElse(given.get("append"), "");
        write(folder, "hikyaku.yaml", "version: 1\n");
        write(folder, "syncs/contact.yaml", contact);
        if (given.containsKey("campaign")) {
            write(folder, "hikyaku.yaml", changed(PUSH, texts(given, "project")));
            write(folder, "campaigns/reminder.yaml", changed(CAMPAIGN, texts(given, "campaign")));
        }
        for (var file : texts(given, "files").entrySet()) {
            write(folder, file.getKey(), file.getValue());
        }
        return Objects.requireNonNull(catchThrowableOfType(ManifestException.class, () -> Manifest.read(folder)));
    }

    private static String changed(String sound, Map<String, @Nullable Object> changes) {
        var changed = new StringBuilder(sound);
        changes.forEach((from, to) -> {
            var at = changed.indexOf(from);
            assertThat(at).as("\"%s\" stands in the sound project", from).isNotNegative();
            changed.replace(at, at + from.length(), String.valueOf(to));
        });
        return changed.toString();
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
        var cases = new ArrayList<Map<String, Object>>();
        for (var name : List.of("problems.yaml", "campaign-problems.yaml")) {
            try (var file = Objects.requireNonNull(ProblemsTest.class.getResourceAsStream(name))) {
                var list = new Load(LoadSettings.builder().build()).loadFromInputStream(file);
                cases.addAll((List<Map<String, Object>>) Objects.requireNonNull(list));
            }
        }
        return cases;
    }
}
