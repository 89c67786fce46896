package dev.hikyaku.cli.progress;

import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Text;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// One bar per sync and stage; the one at work is redrawn.
final class Bars implements Progress {
    private static final int WIDTH = 79;
    private static final int INTERVAL_MILLIS = 200;

    private final Screen screen;
    private String place = "";
    private @Nullable ProgressBar bar;

    Bars(Screen screen) {
        this.screen = screen;
    }

    @Override
    public synchronized void at(String sync, String stage, long rows, long total) {
        var here = sync + " " + stage;
        var open = bar;
        if (open == null || !here.equals(place)) {
            close();
            place = here;
            open = open(sync, stage);
            bar = open;
        }
        open.maxHint(total > 0 ? total : -1);
        open.stepTo(rows);
    }

    private ProgressBar open(String sync, String stage) {
        var name = screen.words().find("stage." + stage).orElse(stage);
        return new ProgressBarBuilder()
                .setTaskName(Text.left(Text.safe(sync), 14) + " " + Text.left(name, 10))
                .setInitialMax(-1)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(INTERVAL_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(screen.err(), WIDTH))
                .build();
    }

    @Override
    public synchronized void close() {
        var open = bar;
        if (open != null) {
            open.close();
            bar = null;
        }
    }
}
