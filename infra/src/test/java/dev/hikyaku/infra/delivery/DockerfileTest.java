package dev.hikyaku.infra.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.Health;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What can be seen of the image without building it; `ci` builds and starts it.
class DockerfileTest {
    private static final Path ROOT = Path.of(System.getProperty("hikyaku.root"));

    private final List<Instruction> all = instructions();

    private record Instruction(String word, String rest) {}

    @Test
    void basesArePinnedByDigest() {
        assertThat(all("ARG").filter(arg -> arg.matches("(JDK|BASE)=.*")))
                .hasSize(2)
                .allMatch(arg -> arg.matches("\\w+=[\\w./:-]+@sha256:[0-9a-f]{64}"));
        assertThat(all("FROM")).containsExactly("${JDK} AS build", "${BASE}");
    }

    @Test
    void theProgramIsStartedWithoutAShellAsNobodySpecial() {
        assertThat(words("ENTRYPOINT")).startsWith("/opt/java/bin/java").endsWith("-jar", "/app/hikyaku-boot.jar");
        assertThat(all("USER")).containsExactly("65532:65532");
        assertThat(all("SHELL").toList()).hasSize(1);
        assertThat(last("SHELL")).isLessThan(last("FROM"));
        assertThat(all.stream().skip(last("FROM")).map(Instruction::word)).doesNotContain("RUN");
    }

    @Test
    void javaUnderstandsTheOptionsItIsStartedWith() throws Exception {
        for (var options : List.of(words("ENTRYPOINT"), health())) {
            var program = options.contains("-jar") ? options.indexOf("-jar") : options.indexOf("-cp");
            var command = new ArrayList<>(options.subList(0, program));
            command.set(
                    0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("-version");
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
        }
    }

    @Test
    void itIsAskedWhetherItLivesByAClassThatIsThere() {
        assertThat(health()).startsWith("/opt/java/bin/java").endsWith("dev.hikyaku.Health");
        assertThat(Health.class.getName()).isEqualTo("dev.hikyaku.Health");
    }

    @Test
    void tasksOnAwsUseThePathsOfTheImage() throws IOException {
        var tasks = Files.readString(ROOT.resolve("infra/src/main/java/dev/hikyaku/infra/task/Tasks.java"));
        assertThat(tasks)
                .contains("\"/opt/java/bin/java\"", "\"/app/hikyaku-boot.jar\"", "\"65532:65532\"", "\"/tmp\"");
        assertThat(all("VOLUME")).containsExactly("[\"/var/hikyaku\", \"/tmp\"]");
        assertThat(Files.readString(ROOT.resolve("infra/src/main/java/dev/hikyaku/infra/data/Database.java")))
                .contains("\"/app/rds-ca.pem\"");
        assertThat(all("ADD")).singleElement().asString().endsWith("/global-bundle.pem /app/rds-ca.pem");
    }

    @Test
    void whatItCopiesIsMadeByTheBuildAndLetThrough() throws IOException {
        var ignored = Files.readAllLines(ROOT.resolve(".dockerignore"));
        assertThat(ignored).contains("*", "**/.hikyaku");
        var copied = all("COPY")
                .filter(copy -> !copy.startsWith("--from"))
                .map(copy -> copy.split(" ")[0].replace("${PROJECT}/", "examples/kinto-push"))
                .toList();
        assertThat(copied).containsExactly("app/target/hikyaku-boot.jar", "LICENSE", "examples/kinto-push");
        assertThat(copied).allMatch(path -> ignored.contains("!" + path) || ignored.contains("!" + path.split("/")[0]));
        assertThat(ROOT.resolve("LICENSE")).exists();
        assertThat(ROOT.resolve("examples/kinto-push/hikyaku.yaml")).exists();
        // The name of the jar that `package` makes; before that there is none to look at.
        assertThat(Files.readString(ROOT.resolve("app/pom.xml")))
                .contains("<finalName>hikyaku</finalName>", "<classifier>boot</classifier>");
    }

    private List<String> health() {
        var check = all("HEALTHCHECK").findFirst().orElseThrow();
        return json(check.substring(check.indexOf("CMD ") + 4));
    }

    private List<String> words(String instruction) {
        return json(all(instruction).findFirst().orElseThrow());
    }

    private static List<String> json(String array) {
        return List.of(JsonMapper.shared().readValue(array, String[].class));
    }

    private int last(String word) {
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).word().equals(word)) {
                return i;
            }
        }
        return -1;
    }

    private Stream<String> all(String word) {
        return all.stream().filter(one -> one.word().equals(word)).map(Instruction::rest);
    }

    private static List<Instruction> instructions() {
        try {
            var text = Files.readString(ROOT.resolve("Dockerfile"))
                    .replaceAll("(?m)^#.*\\n", "")
                    .replaceAll(" *\\\\\\n *", " ");
            return Pattern.compile("(?m)^([A-Z]+) (.*)$")
                    .matcher(text)
                    .results()
                    .map(line -> new Instruction(line.group(1), line.group(2)))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
