package dev.hikyaku.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.cli.desk.AtSettings;
import dev.hikyaku.cli.print.Words;
import dev.hikyaku.dashboard.DashboardSettings;
import dev.hikyaku.manifest.ExpressionFunction;
import dev.hikyaku.manifest.ManifestSchemas;
import dev.hikyaku.push.SendPoint;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.Settings;
import dev.hikyaku.run.alert.AlertSettings;
import dev.hikyaku.run.campaign.PushSettings;
import dev.hikyaku.run.doors.DoorSettings;
import dev.hikyaku.run.history.HistorySettings;
import dev.hikyaku.run.management.ManagementSettings;
import dev.hikyaku.run.part.WorkSettings;
import dev.hikyaku.sync.Codes;
import dev.hikyaku.sync.Failpoint;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The pages under `docs/reference` tell of all there is, and of nothing else where they are tables of a file.
class ReferencePagesTest {
    /// Columns that a later migration drops.
    private static final List<String> DROPPED = List.of("hk_delivery.address");

    private static final Path ROOT = Path.of(System.getProperty("hikyaku.root"));
    private static final Path SOURCES = ROOT.resolve("app/src/main/java/dev/hikyaku");

    @Test
    void codesPageHoldsTheTableOfSalesforcesCodes() throws IOException {
        var head = Stream.of(
                "| Code | Says | 意味 | The row | Tries | On a delete | Whose turn |", "|---|---|---|---|---|---|---|");
        var wanted = Stream.concat(head, Codes.table().stream().map(ReferencePagesTest::row))
                .toList();
        var page = page("codes");
        var generated = page.substring(page.indexOf("codes.csv -->\n") + 14, page.indexOf("<!-- end -->"));
        assertThat(generated.lines()).containsExactlyElementsOf(wanted);
    }

    private static String row(Codes.Line line) {
        var told = line.variant().isEmpty()
                ? ""
                : line.hint().isEmpty() ? " about a reference" : " with \"" + line.hint() + "\"";
        var delete = line.delete().equals(line.upsert())
                ? "the same"
                : line.delete().verdict().word()
                        + (line.delete().tries() == 0
                                ? ""
                                : ", " + line.delete().tries() + " tries");
        return "| "
                + String.join(
                        " | ",
                        "`" + line.code() + "`" + told,
                        Words.bundle("codes", Locale.ENGLISH).getString(line.name()),
                        Words.bundle("codes", Locale.JAPANESE).getString(line.name()),
                        line.upsert().verdict().word(),
                        line.upsert().tries() == 0
                                ? "–"
                                : String.valueOf(line.upsert().tries()),
                        delete,
                        line.turn())
                + " |";
    }

    @Test
    void codesPageNamesEveryCodeOfARun() throws IOException {
        var codes = new TreeSet<String>();
        for (var file : files(SOURCES, ".java")) {
            var text = Files.readString(file);
            Pattern.compile("HK[234]\\d{3}").matcher(text).results().forEach(hit -> codes.add(hit.group()));
        }
        assertNames("codes", codes);
        assertThat(codes).hasSizeGreaterThan(20);
    }

    @Test
    void settingsPageNamesEverySetting() throws IOException {
        assertNames("settings", settings("HIKYAKU", Settings.class).toList());
        assertNames("settings", settings("HIKYAKU", DoorSettings.class).toList());
        assertNames("settings", settings("HIKYAKU_PUSH", PushSettings.class).toList());
        assertNames("settings", settings("HIKYAKU", ManagementSettings.class).toList());
        assertNames("settings", settings("HIKYAKU_ALERTS", AlertSettings.class).toList());
        assertNames(
                "settings",
                settings("HIKYAKU_DASHBOARD", DashboardSettings.class).toList());
        assertNames("settings", settings("HIKYAKU_WORK", WorkSettings.class).toList());
        assertNames(
                "settings", settings("HIKYAKU_HISTORY", HistorySettings.class).toList());
        assertNames("settings", settings("HIKYAKU_AT", AtSettings.class).toList());
    }

    @Test
    void exitCodesPageNamesEveryCode() throws IllegalAccessException, IOException {
        var page = page("exit-codes");
        for (var field : Report.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                assertThat(page).containsPattern("\\| (130, )?" + field.getInt(null) + " \\|");
            }
        }
    }

    @Test
    void manifestPageNamesEveryKeyAndFunction() throws IOException {
        var names = new TreeSet<String>();
        for (var schema : List.of(ManifestSchemas.sync(), ManifestSchemas.project())) {
            var tree = JsonMapper.shared().readTree(schema);
            tree.path("properties").path("push").asObjectOpt().ifPresent(ObjectNode::removeAll);
            collect(tree, names);
        }
        Arrays.stream(ExpressionFunction.values())
                .map(ExpressionFunction::signature)
                .forEach(names::add);
        names.removeAll(List.of("ja", "en", "url", "user", "file"));
        assertThat(names).contains("maxDeletes", "tooLong", "reject");
        assertNames("manifest", names);
    }

    @Test
    void campaignsPageNamesEveryKey() throws IOException {
        var names = new TreeSet<String>();
        collect(JsonMapper.shared().readTree(ManifestSchemas.campaign()), names);
        var project = JsonMapper.shared().readTree(ManifestSchemas.project());
        collect(project.at("/properties/push"), names);
        names.removeAll(List.of("ja", "en", "file"));
        assertThat(names).contains("maxVsUsual", "at-most-once", "registeredAt");
        assertNames("campaigns", names);
    }

    @Test
    void ledgerPageNamesEveryTableAndColumn() throws IOException {
        var page = page("ledger");
        for (var file : files(ROOT.resolve("app/src/main/resources/db/mariadb"), ".sql")) {
            var sql = Files.readString(file);
            var table = Pattern.compile("CREATE TABLE (hk_\\w+)").matcher(sql);
            if (!table.find() || table.group(1).equals("hk_result")) { // a later migration drops it
                continue;
            }
            var start = page.indexOf("### " + table.group(1) + ":");
            assertThat(start).as(table.group(1)).isPositive();
            var end = page.indexOf("### ", start + 1);
            var section = page.substring(start, end < 0 ? page.length() : end);
            Pattern.compile("^    ([a-z_]+) ", Pattern.MULTILINE)
                    .matcher(sql)
                    .results()
                    .map(column -> column.group(1))
                    .filter(column -> !DROPPED.contains(table.group(1) + "." + column))
                    .forEach(column -> assertThat(section).contains("`" + column + "`"));
        }
    }

    @Test
    void everyFailpointIsExplained() throws IOException {
        var architecture = Files.readString(ROOT.resolve("ARCHITECTURE.md"));
        for (var point : Failpoint.values()) {
            assertThat(architecture).contains("| `" + point.word() + "` |");
        }
        for (var point : SendPoint.values()) {
            assertThat(architecture).contains("| `" + point.word() + "` |");
        }
    }

    @Test
    void hardCasesPageNamesTestsThatExist() throws IOException {
        assertNamesTestsThatExist(page("hard-cases"), 63);
    }

    @Test
    void hardCasesOfPushNameTestsThatExist() throws IOException {
        assertNamesTestsThatExist(page("hard-cases-push"), 45);
    }

    private static void assertNamesTestsThatExist(String page, int cases) throws IOException {
        var numbers = Pattern.compile("^\\| (\\d+) \\|", Pattern.MULTILINE)
                .matcher(page)
                .results()
                .map(hit -> Integer.parseInt(hit.group(1)))
                .toList();
        assertThat(numbers)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, cases).boxed().toList());
        var tests = new TreeMap<String, String>();
        for (var module : List.of("app", "crucible", "simulators")) {
            for (var file : files(ROOT.resolve(module + "/src/test/java"), ".java")) {
                tests.merge(file.getFileName().toString().replace(".java", ""), Files.readString(file), String::concat);
            }
        }
        var last = "";
        for (var named : Pattern.compile("`(\\w+(?:Test|Contract))?(?:\\.(\\w+))?`")
                .matcher(page)
                .results()
                .toList()) {
            last = named.group(1) == null ? last : named.group(1);
            assertThat(tests).containsKey(last);
            if (named.group(2) != null) {
                assertThat(tests.get(last)).contains("void " + named.group(2) + "(");
            }
        }
    }

    private static void assertNames(String page, Iterable<String> names) throws IOException {
        var text = page(page);
        assertThat(names).allSatisfy(name -> assertThat(text).contains("`" + name + "`"));
    }

    private static String page(String name) throws IOException {
        return Files.readString(ROOT.resolve("docs/reference/" + name + ".md"));
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static Stream<String> settings(String prefix, Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).flatMap(component -> {
            var name = prefix + "_" + upper(component);
            return component.getType().isRecord() ? settings(name, component.getType()) : Stream.of(name);
        });
    }

    private static String upper(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }

    /// Keys, and the words a key may hold.
    private static void collect(JsonNode node, TreeSet<String> names) {
        names.addAll(node.path("properties").propertyNames());
        node.path("enum").forEach(word -> names.add(word.asString()));
        node.forEach(child -> collect(child, names));
    }
}
