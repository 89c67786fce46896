package dev.hikyaku.cli.books;

import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.cli.print.Table;
import dev.hikyaku.cli.print.Table.Cell;
import dev.hikyaku.cli.print.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Prints balances so that they can be added up by eye.
public final class BooksPage {
    private final Screen screen;

    public BooksPage(Screen screen) {
        this.screen = screen;
    }

    /// The balances of syncs below each other.
    public void table(List<Sums.Line> lines) {
        var table = new Table(2);
        table.row(List.of(
                heading("sync", false),
                heading("takenIn", true),
                heading("accepted", true),
                heading("rejected", true),
                heading("superseded", true),
                heading("unknown", true),
                heading("waiting", true),
                heading("unaccounted", true)));
        lines.forEach(line -> table.row(List.of(
                Cell.of(String.valueOf(line.sync()), Style.BOLD),
                Cell.of(line.takenIn(), Style.PLAIN),
                Cell.of(line.accepted(), Style.GOOD),
                Cell.of(line.rejected(), Style.BAD),
                Cell.of(line.superseded(), Style.PLAIN),
                Cell.of(line.unknown(), Style.BAD),
                Cell.of(line.waiting(), Style.WAIT),
                Cell.of(line.unaccounted(), Style.BAD))));
        table.print(screen);
    }

    private Cell heading(String word, boolean right) {
        return new Cell(screen.say("column." + word), Style.PALE, right);
    }

    /// Why changes wait.
    public void waiting(List<Sums.Line> lines) {
        var table = new Table(2);
        var some = false;
        for (var line : lines) {
            for (var reason : line.whyWaiting()) {
                some = true;
                var code = reason.code() == null ? "" : reason.code();
                var why = reason.code() == null ? screen.say("waiting.next") : reason(reason.code(), reason.reason());
                table.row(
                        Cell.of(String.valueOf(line.sync()), Style.BOLD),
                        Cell.of(reason.changes(), Style.WAIT),
                        Cell.of(code),
                        Cell.of(Text.cut(why, 100)));
            }
        }
        if (some) {
            screen.line("");
            screen.line(screen.say("waiting.why"));
            table.print(screen);
        }
    }

    private static String reason(String code, @Nullable String reason) {
        return reason == null ? code : reason;
    }

    /// The equation that every run ends with.
    public void equation(Sums sums) {
        var total = sums.total();
        var parts = new ArrayList<String>();
        parts.add(part("accepted", total.accepted(), Style.GOOD, "✔"));
        parts.add(part("rejected", total.rejected(), Style.BAD, "✖"));
        parts.add(part("superseded", total.superseded(), Style.PLAIN, ""));
        parts.add(part("unknown", total.unknown(), Style.BAD, "?"));
        parts.add(part("waiting", total.waiting(), Style.WAIT, "⏸"));
        var unaccounted = screen.say("books.unaccounted", sums.unaccounted());
        screen.line("");
        screen.line(screen.say("books.takenIn", total.takenIn()) + " = " + String.join(" + ", parts));
        screen.line(screen.styled(sums.unaccounted() == 0 ? Style.GOOD : Style.BAD, unaccounted) + "   "
                + screen.say("books.exit", sums.exitCode(), meaning(sums.exitCode())));
    }

    private String part(String word, long number, Style style, String sign) {
        var text = screen.say("books." + word, number) + (number == 0 || sign.isEmpty() ? "" : " " + sign);
        return number == 0 ? text : screen.styled(style, text);
    }

    private String meaning(int exitCode) {
        return screen.words().find("exit." + exitCode).orElse("");
    }

    /// What to type next.
    public void next(List<String> commands) {
        if (!commands.isEmpty()) {
            screen.line("");
            var first = screen.say("next", commands.getFirst());
            var indent = " ".repeat(Text.width(screen.say("next", "")));
            screen.line(first);
            commands.stream().skip(1).forEach(command -> screen.line(indent + command));
        }
    }
}
