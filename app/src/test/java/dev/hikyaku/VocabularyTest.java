package dev.hikyaku;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.Vocabulary.Allowance;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {

    private static final String SYNC = "app/src/main/java/dev/hikyaku/sync/Planted.java";
    private static final List<Allowance> ALLOWED = List.of(
            new Allowance("app/src/test/java/dev/hikyaku/ModulesTest.java", "module", "Modulith's own word"),
            new Allowance(
                    "app/src/main/java/dev/hikyaku/manifest/reading/",
                    "mapping",
                    "YAML's own word for a node with keys"));

    @TempDir
    Path folder;

    @Test
    void everyConceptHasOneWord() {
        assertThat(Vocabulary.offences(SourceTree.here(), ALLOWED)).isEmpty();
    }

    @Test
    void findsAMisnamedField() {
        assertThat(offencesIn(SYNC, "package dev.hikyaku.sync;\nclass Planted {\n    String sfid;\n}"))
                .containsExactly(SYNC + ":3 sfid: found \"sfid\", wanted remote id");
    }

    @Test
    void findsAMisnamedComponentMethodParameterAndType() {
        var source = "package dev.hikyaku.sync;\nrecord Planted(int relations) {\n"
                + "    void mockAnswer(int lookupCount) {}\n    class SyncManager {}\n}";
        assertThat(offencesIn(SYNC, source))
                .containsExactlyInAnyOrder(
                        SYNC + ":2 relations: found \"relation\", wanted reference",
                        SYNC + ":3 mockAnswer: found \"mock\", wanted simulator or fake",
                        SYNC + ":3 lookupCount: found \"lookup\", wanted reference",
                        SYNC + ":4 SyncManager: found \"manager\", wanted the noun alone");
    }

    @Test
    void findsAPackageThatSaysNothing() {
        assertThat(offencesIn("app/src/main/java/dev/hikyaku/util/Planted.java", "package dev.hikyaku.util;\n"))
                .containsExactly("app/src/main/java/dev/hikyaku/util/Planted.java:1 dev.hikyaku.util:"
                        + " found \"util\", wanted the station's own word");
    }

    @Test
    void findsAMisnamedColumnButNotInComments() {
        var migration = "app/src/main/resources/db/h2/V1__start.sql";
        assertThat(offencesIn(migration, "-- no sfid here\nCREATE TABLE t (sfid VARCHAR(18), note_mock INT)"))
                .containsExactlyInAnyOrder(
                        migration + " sfid: found \"sfid\", wanted remote id",
                        migration + " note_mock: found \"mock\", wanted simulator or fake");
    }

    @Test
    void findsAMisnamedYamlKey() {
        assertThat(offencesIn("examples/a/syncs/contact.yaml", "sync: contact\nrelations:\n  AccountId: x\n"))
                .containsExactly("examples/a/syncs/contact.yaml key relations: found \"relation\", wanted reference");
    }

    @Test
    void findsAPromiseTooGoodInAPaper() {
        var paper = "# Title\nIt is delivered exactly once.\n```\ndelivered\n```\nSay `delivered`\n";
        assertThat(offencesIn("docs/x.md", paper))
                .containsExactly(
                        "docs/x.md:2: found \"delivered\", wanted another word (ARCHITECTURE.md)",
                        "docs/x.md:2: found \"exactly once\", wanted another word (ARCHITECTURE.md)");
    }

    @Test
    void leavesSalesforceItsOwnWords() {
        var client = "app/src/main/java/dev/hikyaku/salesforce/Planted.java";
        assertThat(offencesIn(client, "package dev.hikyaku.salesforce;\nrecord Planted(String lookup, String mock) {}"))
                .containsExactly(client + ":2 mock: found \"mock\", wanted simulator or fake");
    }

    @Test
    void findsAnAllowanceThatNothingNeeds() {
        var idle = new Allowance("docs/", "mock", "no reason");
        var tree = new SourceTree(folder).with("docs/a.md", "Nothing to allow.");
        assertThat(Vocabulary.offences(tree, List.of(idle))).containsExactly("nothing needs " + idle);
    }

    private List<String> offencesIn(String name, String text) {
        return Vocabulary.offences(new SourceTree(folder).with(name, text), List.of());
    }
}
