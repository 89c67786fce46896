package dev.hikyaku.simulators.salesforce.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvShapeTest {
    @TempDir
    Path folder;

    private CsvShape shape(String csv) throws IOException {
        return CsvForm.of("COMMA", "LF").shape(Files.writeString(folder.resolve("data.csv"), csv));
    }

    @Test
    void callsPlainFilesRegular() throws IOException {
        assertThat(shape("a,b\n1,2\n")).isEqualTo(new CsvShape(true, true));
        assertThat(shape("a,b\n\"1,\"\"x\n\",2")).isEqualTo(new CsvShape(true, true));
    }

    @Test
    void leavesOddFilesToTheParser() throws IOException {
        assertThat(shape("a,b\n1\n").isRegular()).isFalse();
        assertThat(shape("a,b\n\n1,2\n").isRegular()).isFalse();
        assertThat(shape("a,b\n1, \"2\"\n").isRegular()).isFalse();
        assertThat(shape("a,b\n1,\"2\"x\n").isRegular()).isFalse();
        assertThat(shape("a,b\n1,\"2\n").isRegular()).isFalse();
        assertThat(shape("a,b\n1,\r2\n").isRegular()).isFalse();
    }

    @Test
    void seesRowsThatEndOtherwise() throws IOException {
        assertThat(shape("a,b\r\n1,2\r\n").endsAsDeclared()).isFalse();
        assertThat(CsvForm.of("COMMA", "CRLF")
                        .shape(Files.writeString(folder.resolve("data.csv"), "a,b\r\n\"1\n\",2\r\n")))
                .isEqualTo(new CsvShape(true, true));
    }

    @Test
    void agreesWithTheParserWhereItSaysRegular() throws IOException {
        var dice = new Random(1);
        var letters = "aa,,\"\n\n\r ".toCharArray();
        var regular = 0;
        for (var round = 0; round < 800; round++) {
            var csv = new StringBuilder("a,b\n");
            for (var at = dice.nextInt(9); at > 0; at--) {
                csv.append(letters[dice.nextInt(letters.length)]);
            }
            if (shape(csv.toString()).isRegular()) {
                regular++;
                try (var reader = CsvForm.of("COMMA", "LF").read(folder.resolve("data.csv"))) {
                    assertThat(reader.stream()).allMatch(row -> row.getFieldCount() == 2);
                }
            }
        }
        assertThat(regular).isGreaterThan(20);
    }
}
