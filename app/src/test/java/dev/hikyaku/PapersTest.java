package dev.hikyaku;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PapersTest {

    @TempDir
    Path folder;

    private SourceTree planted = SourceTree.here();

    @BeforeEach
    void aTreeWithNothingWrong() {
        planted = new SourceTree(folder);
        for (var name : List.of("README.md", "README.ja.md", "PROMISES.md", "CHANGELOG.md", "CONTRIBUTING.md")) {
            planted.with(name, "# Paper\n");
        }
        planted.with("SECURITY.md", "").with("LICENSE", "").with("ARCHITECTURE.md", "Stations: `sync`\n");
        planted.with("examples/a.yaml", "one: 1\n# region two\ntwo: 2\n# endregion\n");
        planted.with(
                "app/src/main/java/dev/hikyaku/sync/package-info.java", "@NullMarked\npackage dev.hikyaku.sync;\n");
    }

    @Test
    void everyPaperIsThereShortAndTrue() {
        assertThat(Papers.offences(SourceTree.here())).isEmpty();
    }

    @Test
    void findsNothingWhereNothingIsWrong() {
        planted.with("docs/a.md", "[up](../README.md#start)\n```yaml file=examples/a.yaml region=two\ntwo: 2\n```\n");
        assertThat(Papers.offences(planted)).isEmpty();
    }

    @Test
    void findsAMissingPaper() throws Exception {
        Files.delete(folder.resolve("PROMISES.md"));
        assertThat(Papers.offences(planted)).containsExactly("PROMISES.md is missing");
    }

    @Test
    void findsPapersThatAreTooLong() {
        planted.with("README.md", "line\n".repeat(121)).with("docs/decisions/0001-a.md", "line\n".repeat(41));
        assertThat(Papers.offences(planted))
                .containsExactly(
                        "README.md has 121 lines, wanted at most 120",
                        "docs/decisions/0001-a.md has 41 lines, wanted at most 40");
    }

    @Test
    void findsADownloadHostAndAPlaceOnSomebodysMachine() {
        planted.with("package-lock.json", "https://registry" + ".npmjs.org/x").with("docs/a.md", "cd /ro" + "ot/x\n");
        assertThat(Papers.offences(planted))
                .containsExactlyInAnyOrder(
                        "package-lock.json names the download host registry" + ".npmjs.",
                        "docs/a.md names a place on somebody's machine: /ro" + "ot/x");
    }

    @Test
    void findsALinkToNowhere() {
        planted.with("docs/a.md", "[there](nowhere.md)\n");
        assertThat(Papers.offences(planted)).containsExactly("docs/a.md links to nowhere.md, which does not exist");
    }

    @Test
    void findsAQuoteThatDiffers() {
        planted.with("docs/a.md", "```yaml file=examples/a.yaml region=two\ntwo: 3\n```\n");
        assertThat(Papers.offences(planted)).containsExactly("docs/a.md quotes examples/a.yaml region two wrongly");
    }

    @Test
    void findsAStationThatIsNotDrawn() {
        planted.with("ARCHITECTURE.md", "nothing drawn\n");
        assertThat(Papers.offences(planted)).containsExactly("ARCHITECTURE.md does not name the station `sync`");
    }

    @Test
    void findsAPackageWithoutNullMarking() {
        planted.with("outbox/src/main/java/dev/hikyaku/outbox/Outbox.java", "package dev.hikyaku.outbox;\n");
        assertThat(Papers.offences(planted))
                .containsExactly(
                        "outbox/src/main/java/dev/hikyaku/outbox/package-info.java is missing or not @NullMarked");
    }
}
