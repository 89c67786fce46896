package dev.hikyaku.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Text;
import dev.hikyaku.cli.print.Words;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicLong now = new AtomicLong();

    private Screen screen(Locale locale, boolean terminal) {
        var stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Screen(stream, stream, Words.in(locale), new Screen.Manner(terminal, false, false, false));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void saysALineAtEachStageAndAtMostOneASecondInBetween() {
        try (var lines = new Lines(screen(Locale.ENGLISH, false), now::get)) {
            lines.at("contact", "scan", 1_000, 0);
            lines.at("contact", "scan", 2_000, 0);
            now.set(1_500_000_000L);
            lines.at("contact", "scan", 3_000, 0);
            lines.at("contact", "scan", 4_000, 0);
            lines.at("contact", "settle", 0, 50);
            lines.at("contact", "settle", 50, 50);
        }
        assertThat(said()).isEqualTo("""
                contact        scan       1,000
                contact        scan       3,000
                contact        scan       4,000
                contact        settle     0/50
                contact        settle     50/50
                """);
    }

    @Test
    void aBarFitsTheLineInJapaneseToo() {
        try (var bars = new Bars(screen(Locale.JAPANESE, true))) {
            bars.at("contact", "settle", 500, 1_000);
            bars.at("contact", "settle", 1_000, 1_000);
        }
        var last = said().substring(said().lastIndexOf('\r') + 1).stripTrailing();
        assertThat(last).startsWith("contact        確定").contains("100%", "1000/1000");
        assertThat(Text.width(last)).isLessThan(80);
    }
}
