package dev.hikyaku.crucible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.crucible.world.Child;
import dev.hikyaku.crucible.world.FakeOrg;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A client of another maker can use the simulator: it knows nothing of Hikyaku and speaks to real orgs every day.
class JsforceTest {
    private static final Path ROOT = Path.of(System.getProperty("hikyaku.root"));
    private static final Path SCRIPT = ROOT.resolve("crucible/src/test/jsforce");
    private static final Path SCHEMA = ROOT.resolve("simulators/src/test/resources/company.yaml");

    @TempDir
    Path folder;

    @Test
    void upsertsReadsResultsAndDeletes() throws IOException {
        var copy = Files.createDirectory(folder.resolve("jsforce"));
        for (var name : List.of("bulk.js", "package.json", "package-lock.json")) {
            Files.copy(SCRIPT.resolve(name), copy.resolve(name));
        }
        done("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", copy.toString());
        try (var org = FakeOrg.start(SCHEMA, folder.resolve("org"))) {
            var ended =
                    done("node", copy.resolve("bulk.js").toString(), org.url().toString());
            assertThat(ended.out().strip()).isEqualTo("{\"upserted\":448,\"failed\":2,\"deleted\":448}");
            assertThat(org.journal().effects()).isNotEmpty();
        }
    }

    private Child.Ended done(String... command) {
        assertThat(isOnThePath(command[0]))
                .as("%s is needed by this test: install Node.js 20 or newer (it brings npm)", command[0])
                .isTrue();
        var ended = Child.start(folder.resolve("output"), List.of(command), Map.of())
                .await();
        assertThat(ended.code()).as(ended.told()).isZero();
        return ended;
    }

    private static boolean isOnThePath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
