package dev.hikyaku.cli.progress;

import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.sync.Work;

/// Tells people how far a run is, on standard error.
public sealed interface Progress extends Work.Progress, AutoCloseable permits Bars, Lines, Silence {

    /// What fits the screen.
    static Progress on(Screen screen) {
        if (screen.manner().quiet()) {
            return new Silence();
        }
        return screen.manner().terminal() ? new Bars(screen) : new Lines(screen, System::nanoTime);
    }

    /// For runs that nobody watches.
    static Progress none() {
        return new Silence();
    }

    /// Ends what is being drawn.
    @Override
    void close();
}
