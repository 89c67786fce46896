package dev.hikyaku.cli.progress;

import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Text;
import java.time.Duration;
import java.util.function.LongSupplier;

/// A line when a stage begins, when it ends, and at most once a second in between.
final class Lines implements Progress {
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    private final Screen screen;
    private final LongSupplier nanoTime;
    private String shown = "";
    private String waiting = "";
    private String place = "";
    private long last;

    /// @param nanoTime a clock such as [System#nanoTime]
    Lines(Screen screen, LongSupplier nanoTime) {
        this.screen = screen;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void at(String sync, String stage, long rows, long total) {
        var here = sync + " " + stage;
        if (!here.equals(place)) {
            flush();
        }
        waiting = line(screen, sync, stage, rows, total);
        var now = nanoTime.getAsLong();
        if (!here.equals(place) || now - last >= PAUSE) {
            place = here;
            last = now;
            flush();
        }
    }

    private void flush() {
        if (!waiting.equals(shown)) {
            screen.talk(waiting);
            shown = waiting;
        }
    }

    private static String line(Screen screen, String sync, String stage, long rows, long total) {
        var name = Text.left(sync, 14) + " "
                + Text.left(screen.words().find("stage." + stage).orElse(stage), 10);
        return name + " " + (total > 0 ? "%,d/%,d".formatted(rows, total) : "%,d".formatted(rows));
    }

    @Override
    public synchronized void close() {
        flush();
    }
}
