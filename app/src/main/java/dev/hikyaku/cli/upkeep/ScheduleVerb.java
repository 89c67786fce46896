package dev.hikyaku.cli.upkeep;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.cli.print.Table;
import dev.hikyaku.cli.print.Table.Cell;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.schedule.Timetable;
import dev.hikyaku.run.schedule.Timetable.Line;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `hikyaku schedule`: what starts by the clock, when next, and what became of it last time.
@Command(name = "schedule")
public final class ScheduleVerb implements Callable<Integer> {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx", Locale.ROOT);

    private final RootVerb root;

    @Option(names = "--next", paramLabel = "N", descriptionKey = "next")
    private int count = 3;

    public ScheduleVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var project = root.project();
        var screen = root.screen();
        var lines = read(project);
        if (root.isJson()) {
            screen.json(lines);
            return 0;
        }
        if (lines.isEmpty()) {
            screen.line(screen.say("schedule.none"));
            return 0;
        }
        print(screen, lines);
        return 0;
    }

    private List<Line> read(Project project) {
        var entries = Timetable.of(project.manifest());
        var most = Math.clamp(count, 1, 1_000);
        if (!project.hasLedger()) {
            return Timetable.read(null, entries, Instant.now(), most);
        }
        try (var ledger = project.openLedger()) {
            return Timetable.read(ledger, entries, Instant.now(), most);
        }
    }

    private static void print(Screen screen, List<Line> lines) {
        var table = new Table(2);
        table.row(Stream.of("name", "cron", "zone", "missed", "start", "utc", "run", "state")
                .map(word -> Cell.of(screen.say("column." + word), Style.PALE))
                .toList());
        for (var line : lines) {
            for (var at = 0; at < line.next().size(); at++) {
                table.row(row(screen, line, line.next().get(at), at == 0));
            }
        }
        table.print(screen);
    }

    private static List<Cell> row(Screen screen, Line line, Instant next, boolean isFirst) {
        var local = Cell.of(LOCAL.format(next.atZone(ZoneId.of(line.zone()))));
        var utc = Cell.of(next.toString(), Style.PALE);
        if (!isFirst) {
            return List.of(Cell.of(""), Cell.of(""), Cell.of(""), Cell.of(""), local, utc, Cell.of(""), Cell.of(""));
        }
        var last = line.last();
        return List.of(
                Cell.of(line.name(), Style.BOLD),
                Cell.of(line.cron()),
                Cell.of(line.zone()),
                Cell.of(line.missed()),
                local,
                utc,
                Cell.of(last == null ? "–" : last.run(), Style.PALE),
                Cell.of(last == null ? "–" : screen.say("state." + last.state())));
    }
}
