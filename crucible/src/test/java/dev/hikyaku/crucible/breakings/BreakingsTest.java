package dev.hikyaku.crucible.breakings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A test that can't fail shows nothing: for each hard case the program is broken on purpose, and the test that the
/// case names has to notice.
///
/// `-Dcrucible.breakings='04.*'` breaks what those patches break; without it they are only held against the sources.
class BreakingsTest {
    private static final Path ROOT = Path.of(System.getProperty("hikyaku.root"));

    @TempDir
    Path folder;

    static Stream<Breaking> breakings() {
        return Breaking.all(ROOT).stream();
    }

    static Stream<Breaking> chosen() {
        return breakings().filter(breaking -> breaking.name().matches(System.getProperty("crucible.breakings", ".*")));
    }

    static Stream<String> tests() {
        return chosen().flatMap(breaking -> breaking.seenBy().stream())
                .distinct()
                .sorted();
    }

    @Test
    void everyPatchFitsTheSources() throws IOException, InterruptedException {
        for (var breaking : Breaking.all(ROOT)) {
            assertThat(breaking.seenBy()).as(breaking.name()).isNotEmpty();
            assertThat(breaking.name()).startsWith("%02d-".formatted(breaking.hardCase()));
            var copy = Files.createDirectories(folder.resolve(breaking.name()));
            breaking.apply(ROOT, copy);
            for (var file : breaking.touched()) {
                assertThat(copy.resolve(file))
                        .as(breaking.name())
                        .hasFileName(Path.of(file).getFileName().toString());
                assertThat(Files.mismatch(copy.resolve(file), ROOT.resolve(file)))
                        .as("%s changes %s", breaking.name(), file)
                        .isNotNegative();
            }
        }
    }

    @Test
    void thePageTellsEachOfThem() throws IOException {
        var page = Files.readAllLines(ROOT.resolve("docs/explanation/breakings.md"));
        var lines = Breaking.all(ROOT).stream().map(BreakingsTest::line).toList();
        assertThat(page.stream().filter(line -> line.matches("\\| \\d+ \\|.*")).toList())
                .isEqualTo(lines);
    }

    private static String line(Breaking breaking) {
        var tests = breaking.seenBy().stream()
                .map(test -> "`" + test.replace('#', '.').replace("[", "` [").replace("]", "]"))
                .map(test -> test.endsWith("]") ? test : test + "`")
                .toList();
        return "| " + breaking.hardCase() + " | " + breaking.what() + " | " + String.join(", ", tests) + " |";
    }

    @ParameterizedTest
    @MethodSource("tests")
    @EnabledIfSystemProperty(named = "crucible.breakings", matches = ".+")
    void passesAsLongAsNothingIsBroken(String test) throws IOException, InterruptedException {
        assertThat(new Trial(ROOT, folder).run(test))
                .returns(false, Trial.Ended::failed)
                .returns("", Trial.Ended::said);
    }

    @ParameterizedTest
    @MethodSource("chosen")
    @EnabledIfSystemProperty(named = "crucible.breakings", matches = ".+")
    void isSeen(Breaking breaking) throws IOException, InterruptedException {
        var trial = new Trial(ROOT, folder);
        trial.breakIt(breaking);
        for (var test : List.copyOf(breaking.seenBy())) {
            var ended = trial.run(test);
            assertThat(ended.failed())
                    .as("%s: %s notices", breaking.name(), test)
                    .isTrue();
            System.out.println("breakings: " + breaking.name() + ", " + test + ": " + ended.said());
        }
    }
}
