package dev.hikyaku.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.cli.print.Table.Cell;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PrintTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Screen screen(boolean colour) {
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        var manner = new Screen.Manner(false, colour, false, false);
        return new Screen(stream, stream, Words.in(Locale.ENGLISH), manner);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void columnsStandBelowEachOtherWhateverTheScript() {
        new Table(2)
                .row(Cell.of("name"), Cell.of("city"), Cell.of("x"))
                .row(Cell.of("株式会社みどり"), Cell.of("東京"), Cell.of(1_240, Style.GOOD))
                .row(Cell.of("ｱｲｳ"), Cell.of("Ōsaka 😀"), Cell.of(0, Style.BAD))
                .print(screen(false));
        assertThat(printed()).isEqualTo("""
                  name            city      x
                  株式会社みどり  東京      1,240
                  ｱｲｳ             Ōsaka 😀      0
                """);
    }

    @Test
    void dataNeverSteersTheTerminal() {
        new Table(0).row(Cell.of("a\r\n\u001b[31mred\u0007\u202egnp.exe\t")).print(screen(false));
        assertThat(printed()).isEqualTo("a\\r\\n\\u001b[31mred\\u0007\\u202egnp.exe\\t\n");
        assertThat(Text.safeLines("one\u001b[2J\ntwo")).isEqualTo("one\\u001b[2J\ntwo");
        assertThat(Words.in(Locale.ENGLISH).say("sync.meant", "x\u001b]0;y"))
                .isEqualTo("did you mean \"x\\u001b]0;y\"?");
    }

    @Test
    void colourDoesNotMoveColumns() {
        new Table(0)
                .row(Cell.of("ab", Style.BAD), Cell.of("c"))
                .row(Cell.of("abcd"), Cell.of("c"))
                .print(screen(true));
        assertThat(printed()).isEqualTo("\u001b[31mab\u001b[m    c\nabcd  c\n");
    }

    @Test
    void longTextIsCutByWidthNotByLetters() {
        assertThat(Text.cut("株式会社みどり", 7)).isEqualTo("株式会…");
        assertThat(Text.cut("short", 7)).isEqualTo("short");
    }
}
