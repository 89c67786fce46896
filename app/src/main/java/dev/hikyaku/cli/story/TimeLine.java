package dev.hikyaku.cli.story;

import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.cli.print.Table;
import dev.hikyaku.cli.print.Table.Cell;
import dev.hikyaku.cli.print.Text;
import dev.hikyaku.cli.print.Times;
import dev.hikyaku.story.Advice;
import dev.hikyaku.story.Step;
import dev.hikyaku.story.Told;
import org.jspecify.annotations.Nullable;

/// Prints the story of one record.
public final class TimeLine {
    private final Screen screen;
    private String day = "";

    public TimeLine(Screen screen) {
        this.screen = screen;
    }

    /// Prints it.
    public void print(Told told) {
        var remoteId = told.remoteId();
        screen.line(screen.styled(Style.BOLD, Text.safe(told.sync() + " " + told.key())) + "   "
                + (remoteId == null ? screen.say("trace.noRemoteId") : screen.say("trace.remoteId", remoteId)) + "   "
                + screen.say("trace.now", outcome(screen, told.state())));
        for (var former : told.formerIds()) {
            screen.line("  "
                    + screen.say(
                            "trace.formerId",
                            former.remoteId(),
                            former.since() == null ? "" : Times.at(former.since()),
                            former.until() == null ? "" : Times.at(former.until()),
                            screen.words().find("idReason." + former.reason()).orElse(former.reason())));
        }
        told.changes().forEach(this::change);
        advise(told);
    }

    private void change(Told.Line line) {
        screen.line("");
        screen.line(screen.say(
                "trace.change",
                Long.toString(line.version()),
                screen.words().find("operation." + line.operation()).orElse(line.operation()),
                Long.toString(line.id()),
                screen.words().find("door." + line.door()).orElse(line.door())));
        if (line.traceParent() != null) {
            screen.line("  " + screen.say("trace.parent", line.traceParent()));
        }
        var table = new Table(2);
        day = "";
        line.steps().forEach(step -> table.row(day(step), time(step), what(step), about(step)));
        table.print(screen);
    }

    private Cell day(Step step) {
        var now = Times.day(step.at());
        var shown = now.equals(day) ? "" : now;
        day = now;
        return Cell.of(shown, Style.PALE);
    }

    private static Cell time(Step step) {
        return Cell.of(step.what().equals("waiting") ? "" : Times.clock(step.at()));
    }

    private Cell what(Step step) {
        return Cell.of(outcome(screen, step.what()), style(step.what()));
    }

    /// A sign and a word, so that neither colour nor the sign is needed to understand it.
    public static String outcome(Screen screen, String what) {
        var sign = switch (what) {
            case "accepted" -> "✔ ";
            case "rejected" -> "✖ ";
            case "waiting" -> "⏸ ";
            case "unknown" -> "? ";
            case "released" -> "↺ ";
            default -> "";
        };
        return sign + screen.words().find("outcome." + what).orElse(what);
    }

    /// How it is set off.
    public static Style style(String what) {
        return switch (what) {
            case "accepted" -> Style.GOOD;
            case "rejected", "unknown" -> Style.BAD;
            case "waiting", "released" -> Style.WAIT;
            default -> Style.PLAIN;
        };
    }

    private Cell about(Step step) {
        var job = step.bulkJob();
        var text = switch (step.what()) {
            case "claimed", "sent" ->
                job == null ? "" : job.startsWith("call ") ? job : screen.say("trace.bulkJob", job);
            case "waiting" -> step.code() == null ? screen.say("waiting.next") : why(step.code(), step.reason());
            default -> why(step.code(), step.reason());
        };
        return Cell.of(text);
    }

    private static String why(@Nullable String code, @Nullable String reason) {
        return ((code == null ? "" : code + "  ") + (reason == null ? "" : reason)).stripTrailing();
    }

    private void advise(Told told) {
        var code = told.code();
        if (told.state().equals("accepted") || told.state().equals("superseded")) {
            return;
        }
        screen.line("");
        screen.line("  " + screen.say("advice.turn", screen.say("turn." + told.turn())));
        var known =
                code == null ? null : Advice.of(code, screen.words().locale()).orElse(null);
        if (known != null) {
            screen.line("  " + screen.say("advice.meaning", known.code(), known.meaning()));
            screen.line("  " + screen.say("advice.fix", known.fix()));
        } else {
            var key = told.state().equals("rejected") ? "rejected." + told.turn() : told.state();
            screen.words().find("trace.fix." + key).ifPresent(fix -> screen.line("  " + screen.say("advice.fix", fix)));
        }
    }
}
