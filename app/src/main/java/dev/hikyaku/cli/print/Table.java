package dev.hikyaku.cli.print;

import java.util.ArrayList;
import java.util.List;

/// Columns that stand below each other, whatever the script.
public final class Table {
    private static final String GAP = "  ";

    private final List<List<Cell>> rows = new ArrayList<>();
    private final String indent;

    /// One piece of text in its column.
    public record Cell(String text, Style style, boolean right) {
        public Cell {
            text = Text.safe(text);
        }

        /// Text.
        public static Cell of(String text) {
            return new Cell(text, Style.PLAIN, false);
        }

        /// Text, set off.
        public static Cell of(String text, Style style) {
            return new Cell(text, style, false);
        }

        /// A number, grouped and set at the right; set off only when it isn't 0.
        public static Cell of(long number, Style style) {
            return new Cell("%,d".formatted(number), number == 0 ? Style.PLAIN : style, true);
        }
    }

    /// @param indent blanks before each row
    public Table(int indent) {
        this.indent = " ".repeat(indent);
    }

    /// Adds a row.
    public Table row(Cell... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /// Adds a row of cells.
    public Table row(List<Cell> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    /// Prints the rows.
    public void print(Screen screen) {
        var widths = widths();
        for (var row : rows) {
            var line = new StringBuilder(indent);
            for (var i = 0; i < row.size(); i++) {
                var cell = row.get(i);
                var last = i == row.size() - 1;
                var filler = " ".repeat(last && !cell.right() ? 0 : widths[i] - Text.width(cell.text()));
                var text = screen.styled(cell.style(), cell.text());
                line.append(i == 0 ? "" : GAP).append(cell.right() ? filler + text : text + filler);
            }
            screen.line(line.toString().stripTrailing());
        }
    }

    private int[] widths() {
        var columns = rows.stream().mapToInt(List::size).max().orElse(0);
        var widths = new int[columns];
        for (var row : rows) {
            for (var i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], Text.width(row.get(i).text()));
            }
        }
        return widths;
    }
}
