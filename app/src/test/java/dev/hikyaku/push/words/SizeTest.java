package dev.hikyaku.push.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.manifest.campaign.Message.TooLong;
import dev.hikyaku.push.words.Worded.Failed;
import dev.hikyaku.push.words.Worded.Rendered;
import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SizeTest {

    private static final String FAMILY = "👨‍👩‍👧‍👦";

    private static int bytes(Rendered rendered) {
        return (rendered.title() + rendered.body()).getBytes(StandardCharsets.UTF_8).length;
    }

    private static Rendered words(String body) {
        return new Rendered("ja", "題", body, null, null, Map.of());
    }

    private static Worded fit(int budget, String body, TooLong tooLong) {
        return new Size(budget, SizeTest::bytes).fit(words(body), tooLong);
    }

    @Test
    void whatFitsStays() {
        assertThat(fit(9, "あい", TooLong.CUT)).isEqualTo(words("あい"));
        assertThat(fit(9, "あい", TooLong.REJECT)).isEqualTo(words("あい"));
    }

    @Test
    void whatIsTooLongIsRejectedOrCut() {
        assertThat(fit(11, "あいう", TooLong.REJECT))
                .isEqualTo(new Failed("too_long", "12 bytes (ja), wanted at most 11"));
        assertThat(fit(11, "あいう", TooLong.CUT)).isEqualTo(words("あ…"));
        assertThat(fit(9, "あいう", TooLong.CUT)).isEqualTo(words("あ…"));
    }

    @Test
    void whatPeopleSeeAsOneCharacterIsNeverCut() {
        assertThat(fit(12, "ab" + FAMILY + "cdef", TooLong.CUT)).isEqualTo(words("ab…"));
        assertThat(fit(10, "a🇯🇵🇺🇸", TooLong.CUT)).isEqualTo(words("a…"));
        assertThat(fit(9, "ae\u0301e\u0301bcdefg", TooLong.CUT)).isEqualTo(words("a…"));
        assertThat(fit(8, "ab cdefgh", TooLong.CUT)).isEqualTo(words("ab…"));
    }

    @Test
    void whatCanNotBeCutEnoughIsRejected() {
        assertThat(fit(6, "あいう", TooLong.CUT)).isEqualTo(new Failed("too_long", "12 bytes (ja), wanted at most 6"));
        assertThat(fit(20, FAMILY, TooLong.CUT)).isInstanceOf(Failed.class);
        assertThat(fit(1, "", TooLong.CUT)).isEqualTo(new Failed("too_long", "3 bytes (ja), wanted at most 1"));
    }

    @Test
    void aFailedRowStaysFailed() {
        var failed = new Failed("render_error", "body (ja): {{x}} is NULL");
        assertThat(new Size(1, SizeTest::bytes).fit(failed, TooLong.CUT)).isEqualTo(failed);
    }

    @Test
    void theLongestBeginningThatFitsIsKept() {
        var pieces = new String[] {"a", "あ", FAMILY, "e\u0301", "🇯🇵", "𠮷", " ", "\n", "ש"};
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var body = new StringBuilder("x");
            for (int i = 0; i < 3 + random.nextInt(30); i++) {
                body.append(pieces[random.nextInt(pieces.length)]);
            }
            body.append("end");
            var budget = 7 + random.nextInt(60);
            if (fit(budget, body.toString(), TooLong.CUT) instanceof Rendered kept
                    && !kept.equals(words(body.toString()))) {
                assertThat(bytes(kept)).isLessThanOrEqualTo(budget);
                assertThat(kept.body()).isEqualTo(longest(body.toString(), budget));
            }
        }
    }

    private static String longest(String body, int budget) {
        var borders = new TreeSet<Integer>();
        var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(body);
        for (int at = characters.first(); at != BreakIterator.DONE; at = characters.next()) {
            borders.add(at);
        }
        return borders.descendingSet().stream()
                .filter(end -> end < body.length())
                .map(end -> body.substring(0, end).stripTrailing() + "…")
                .filter(cut -> bytes(words(cut)) <= budget)
                .findFirst()
                .orElseThrow();
    }
}
