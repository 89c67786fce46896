package dev.hikyaku.cli.print;

import java.util.stream.Collectors;
import org.jline.utils.WCWidth;

/// Text on a terminal: how wide it is, and what must never get there.
public final class Text {
    private static final int HOURGLASS = 0x23F3;

    private Text() {}

    /// What comes from data must not steer the terminal, break a line or turn the direction of reading.
    public static String safe(String text) {
        return text.codePoints().mapToObj(Text::safe).collect(Collectors.joining());
    }

    /// The same for messages of several lines.
    public static String safeLines(String text) {
        return text.lines().map(Text::safe).collect(Collectors.joining("\n"));
    }

    private static String safe(int point) {
        return switch (point) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> steers(point) ? "\\u%04x".formatted(point) : Character.toString(point);
        };
    }

    /// Control characters, line separators, and marks of direction (Unicode Standard Annex 9, section 2).
    private static boolean steers(int point) {
        return Character.isISOControl(point)
                || point == 0x2028
                || point == 0x2029
                || (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2066 && point <= 0x2069);
    }

    /// Cells of a terminal.
    public static int width(String text) {
        return text.codePoints().map(Text::width).sum();
    }

    private static int width(int point) {
        return point == HOURGLASS ? 2 : Math.max(0, WCWidth.wcwidth(point));
    }

    /// Filled with blanks behind.
    public static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /// Filled with blanks before.
    public static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - width(text))) + text;
    }

    /// At most this wide.
    public static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        var kept = new StringBuilder();
        var used = 1;
        for (var point : text.codePoints().toArray()) {
            used += width(point);
            if (used > width) {
                break;
            }
            kept.appendCodePoint(point);
        }
        return kept.append('…').toString();
    }
}
