package dev.hikyaku.crucible;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No promise without its judge, no judge without its promise.
class PromisesTest {

    private static final Path ROOT = Path.of(System.getProperty("hikyaku.root"));
    private static final String JUDGES = "crucible/src/test/java/dev/hikyaku/crucible/promises";
    private static final Pattern PROMISE = Pattern.compile("^## \\d+\\. .+$", Pattern.MULTILINE);
    private static final Pattern JUDGE =
            Pattern.compile("^Judged by `([\\w/]+)`( \\(not built yet\\))?", Pattern.MULTILINE);

    @TempDir
    Path folder;

    @Test
    void everyPromiseHasAJudge() throws IOException {
        assertThat(offences(ROOT)).isEmpty();
    }

    @Test
    void findsAPromiseWithoutAJudge() throws IOException {
        plant("## 1. Nothing is lost.\nJudged by `NothingLost`\n## 2. Order.\nTrust us.\n", "NothingLost");
        assertThat(offences(folder)).containsExactly("2 promises, but 1 judges");
    }

    @Test
    void findsAJudgeThatDoesNotExist() throws IOException {
        plant("## 1. Nothing is lost.\nJudged by `NothingLost`\n");
        assertThat(offences(folder)).containsExactly("NothingLost is named but does not exist");
    }

    @Test
    void findsAJudgeThatIsCalledMissingThoughItExists() throws IOException {
        plant("## 1. Nothing is lost.\nJudged by `NothingLost` (not built yet)\n", "NothingLost");
        assertThat(offences(folder)).containsExactly("NothingLost exists but is called not built yet");
    }

    private static List<String> offences(Path root) throws IOException {
        var paper = Files.readString(root.resolve("PROMISES.md"));
        var offences = new ArrayList<String>();
        var judges = JUDGE.matcher(paper).results().toList();
        for (var judge : judges) {
            var exists = Files.exists(root.resolve(JUDGES, judge.group(1) + ".java"));
            if (exists && judge.group(2) != null) {
                offences.add(judge.group(1) + " exists but is called not built yet");
            } else if (!exists && judge.group(2) == null) {
                offences.add(judge.group(1) + " is named but does not exist");
            }
        }
        var promises = PROMISE.matcher(paper).results().count();
        if (promises == 0 || promises != judges.size()) {
            offences.add(promises + " promises, but " + judges.size() + " judges");
        }
        return offences;
    }

    private void plant(String paper, String... judges) throws IOException {
        Files.writeString(folder.resolve("PROMISES.md"), paper);
        Files.createDirectories(folder.resolve(JUDGES));
        for (var judge : judges) {
            Files.writeString(folder.resolve(JUDGES, judge + ".java"), "");
        }
    }
}
