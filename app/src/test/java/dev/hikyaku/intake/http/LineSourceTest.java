package dev.hikyaku.intake.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LineSourceTest {

    @Test
    void givesLinesAndSkipsBlankOnes() throws IOException {
        var bytes = "a\n\n \nb".getBytes(StandardCharsets.UTF_8);
        var source = new LineSource(new ByteArrayInputStream(bytes), Duration.ofSeconds(10));
        assertThat(text(source.next())).isEqualTo("a");
        assertThat(text(source.next())).isEqualTo("b");
        assertThat(source.next()).isNull();
    }

    /// As a few bytes of gzip can make it.
    @Test
    void givesUpOnALineWithoutAnEndAndOnNothingButBlankLines() {
        for (var one : new char[] {'a', ' ', '\n'}) {
            var source = new LineSource(new Endless((byte) one), Duration.ofMillis(200));
            assertThatThrownBy(source::next)
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.TOO_SLOW));
        }
    }

    private static String text(Bytes line) {
        return new String(line.array(), StandardCharsets.UTF_8);
    }

    private static final class Endless extends InputStream {
        private final byte one;

        Endless(byte one) {
            this.one = one;
        }

        @Override
        public int read() {
            return one;
        }

        @Override
        public int read(byte[] buffer, int from, int length) {
            Arrays.fill(buffer, from, from + length, one);
            return length;
        }
    }
}
