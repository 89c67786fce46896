package dev.hikyaku.manifest;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One thing that is wrong in one place of a manifest.
///
/// @param place where
/// @param code what kind of thing
/// @param arguments what was found and wanted, for the wording
/// @param suggestion what may have been meant, or null
public record Problem(
        Place place,
        ProblemCode code,
        List<Object> arguments,
        @Nullable Suggestion suggestion) {

    /// Terminals draw these two cells wide (Unicode Standard Annex 11, East Asian Width W and F, the common blocks).
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0xA4CF},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1FAFF},
        {0x20000, 0x3FFFD}
    };

    public Problem {
        arguments = List.copyOf(arguments);
    }

    /// A place in a file.
    ///
    /// @param file relative to the manifest's folder
    /// @param line from 1; 0 when the file as a whole is meant
    /// @param column in characters (code points), from 1
    /// @param length how many characters of the line are meant
    /// @param lines the line before (where there is one) and the line itself, no secrets in them; empty
    ///     when line is 0
    public record Place(Path file, int line, int column, int length, List<String> lines) {

        public Place {
            lines = List.copyOf(lines);
        }

        /// A file or folder as a whole.
        public static Place whole(Path file) {
            return new Place(file, 0, 0, 0, List.of());
        }

        /// Such as `syncs/contact.yaml:15:3`.
        @Override
        public String toString() {
            var path = file.toString().replace('\\', '/');
            return line == 0 ? path : path + ":" + line + ":" + column;
        }
    }

    /// What may have been meant.
    ///
    /// @param where the place that speaks for it, or null
    public record Suggestion(String text, @Nullable Place where) {}

    /// The file, relative to the manifest's folder.
    public Path file() {
        return place.file();
    }

    /// The line, from 1; 0 when the file as a whole is meant.
    public int line() {
        return place.line();
    }

    /// The column in characters, from 1; 0 when the file as a whole is meant.
    public int column() {
        return place.column();
    }

    /// What is wrong.
    public String message(Locale locale) {
        return code.message(locale, arguments);
    }

    /// What may have been meant, as a question; null when nothing is near.
    public @Nullable String hint(Locale locale) {
        if (suggestion == null) {
            return null;
        }
        var where = suggestion.where();
        return where == null
                ? ProblemCode.words(locale, "didYouMean", List.of(suggestion.text()))
                : ProblemCode.words(locale, "didYouMeanAt", List.of(suggestion.text(), where.toString()));
    }

    /// What to do.
    public String fix(Locale locale) {
        return code.fix(locale, arguments);
    }

    /// All of it for a terminal: place, code and message; the lines with the found text underlined; the hint; the fix.
    public String render(Locale locale) {
        var hint = hint(locale);
        var text = new StringBuilder(place + "  " + code.code() + "  " + message(locale) + "\n");
        if (!place.lines().isEmpty()) {
            text.append(snippet());
            text.append("      | ").append(underline());
        }
        if (hint != null) {
            text.append("  ").append(hint);
        }
        if (!place.lines().isEmpty() || hint != null) {
            text.append("\n");
        }
        return text.append("   ")
                .append(ProblemCode.words(locale, "fix", List.of(fix(locale))))
                .append("\n")
                .toString();
    }

    private String snippet() {
        var first = place.line() - place.lines().size() + 1;
        var text = new StringBuilder();
        for (int i = 0; i < place.lines().size(); i++) {
            text.append("%5d | ".formatted(first + i))
                    .append(ProblemCode.printable(place.lines().get(i)))
                    .append("\n");
        }
        return text.toString();
    }

    private String underline() {
        var line = place.lines().getLast();
        var points = line.codePoints().toArray();
        var start = Math.min(place.column() - 1, points.length);
        var end = Math.min(start + place.length(), points.length);
        var before = width(points, 0, start);
        var under = Math.max(1, width(points, start, end));
        return " ".repeat(before) + "^".repeat(under);
    }

    private static int width(int[] points, int from, int to) {
        var width = 0;
        for (int i = from; i < to; i++) {
            width += wide(points[i]) ? 2 : 1;
        }
        return width;
    }

    private static boolean wide(int point) {
        return Arrays.stream(WIDE).anyMatch(block -> point >= block[0] && point <= block[1]);
    }
}
