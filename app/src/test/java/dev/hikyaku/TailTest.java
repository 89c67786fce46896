package dev.hikyaku;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TailTest {

    private static final String PLACE = "app/src/main/java/dev/hikyaku/sync/";

    @TempDir
    Path folder;

    @Test
    void nothingIsTooLong() {
        assertThat(Tail.offences(SourceTree.here())).isEmpty();
    }

    @Test
    void seesMainAndTestSources() {
        assertThat(SourceTree.here().java())
                .extracting(JavaSource::name)
                .contains("app/src/main/java/dev/hikyaku/Hikyaku.java", "app/src/test/java/dev/hikyaku/TailTest.java");
    }

    @Test
    void findsAFileThatIsTooLong() {
        var planted = planted("Long", "    int a = 1; // one\n\n    /* only\n       comment */\n".repeat(249));
        assertThat(Tail.offences(planted))
                .containsExactly(PLACE + "Long.java: file of 252 code lines, wanted at most 250");
    }

    @Test
    void countsNeitherCommentsNorBlankLines() {
        assertThat(Tail.offences(planted("Short", "    /// why\n\n    // why\n".repeat(300))))
                .isEmpty();
    }

    @Test
    void findsAMethodThatIsTooLong() {
        var planted = planted("Wide", "    void run() {\n" + "        go(\"//\");\n".repeat(29) + "    }\n");
        assertThat(Tail.offences(planted))
                .containsExactly(PLACE + "Wide.java:3 run: method of 31 code lines, wanted at most 30");
    }

    @Test
    void findsTooManyParametersButLeavesRecordComponentsAlone() {
        var planted = planted(
                "Many",
                "    void run(int a, int b, int c, int d, int e, int f) {}\n"
                        + "    record Six(int a, int b, int c, int d, int e, int f) { Six {} }\n");
        assertThat(Tail.offences(planted)).containsExactly(PLACE + "Many.java:3 run: 6 parameters, wanted at most 5");
    }

    @Test
    void findsAPackageThatIsTooFull() {
        var planted = planted("File0", "");
        for (var number = 1; number < 16; number++) {
            planted("File" + number, "");
        }
        assertThat(Tail.offences(planted))
                .containsExactly("app/src/main/java/dev/hikyaku/sync: package of 16 files, wanted at most 15");
    }

    private SourceTree planted(String type, String body) {
        return new SourceTree(folder)
                .with(PLACE + type + ".java", "package dev.hikyaku.sync;\nclass " + type + " {\n" + body + "}\n");
    }
}
