package dev.hikyaku.push.words;

import dev.hikyaku.manifest.campaign.Message.TooLong;
import dev.hikyaku.push.words.Worded.Failed;
import dev.hikyaku.push.words.Worded.Rendered;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Locale;
import java.util.function.ToIntFunction;

/// Makes words fit what a provider takes.
///
/// @param budget bytes at most
/// @param measure how many bytes the words come to, as they are sent
public record Size(int budget, ToIntFunction<Rendered> measure) {

    private static final String MORE = "…";

    /// Leaves what fits; cuts the body of what doesn't, or fails it.
    ///
    /// The cut is between characters as people see them (Unicode Standard Annex 29, extended grapheme clusters),
    /// the longest that fits, and `…` stands at its end.
    public Worded fit(Worded worded, TooLong tooLong) {
        return switch (worded) {
            case Failed failed -> failed;
            case Rendered rendered -> {
                var bytes = measure.applyAsInt(rendered);
                if (bytes <= budget) {
                    yield rendered;
                }
                yield switch (tooLong) {
                    case REJECT -> tooLong(rendered, bytes);
                    case CUT -> cut(rendered, bytes);
                };
            }
        };
    }

    private Worded cut(Rendered rendered, int bytes) {
        var borders = borders(rendered.body());
        var fits = -1;
        for (int low = 1, high = borders.size() - 2; low <= high; ) {
            var middle = (low + high) >>> 1;
            if (measure.applyAsInt(shorter(rendered, borders.get(middle))) <= budget) {
                fits = middle;
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return fits < 0 ? tooLong(rendered, bytes) : shorter(rendered, borders.get(fits));
    }

    private static Rendered shorter(Rendered rendered, int end) {
        return rendered.withBody(rendered.body().substring(0, end).stripTrailing() + MORE);
    }

    private static ArrayList<Integer> borders(String text) {
        var borders = new ArrayList<Integer>();
        var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        for (int at = characters.first(); at != BreakIterator.DONE; at = characters.next()) {
            borders.add(at);
        }
        return borders;
    }

    private Failed tooLong(Rendered rendered, int bytes) {
        return new Failed(
                Worded.TOO_LONG, "%d bytes (%s), wanted at most %d".formatted(bytes, rendered.language(), budget));
    }
}
