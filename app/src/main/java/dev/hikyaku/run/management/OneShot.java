package dev.hikyaku.run.management;

import dev.hikyaku.metrics.export.Exports;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a run that has the process to itself tells of its measurements, at its end: nobody could ask it later.
public final class OneShot implements AutoCloseable {
    private final Exports exports;
    private final Exports.@Nullable Line line;
    private final String run;
    private final Consumer<String> told;

    private OneShot(Exports exports, Exports.@Nullable Line line, String run, Consumer<String> told) {
        this.exports = exports;
        this.line = line;
        this.run = run;
        this.told = told;
    }

    /// Begins to measure, as the settings wish.
    ///
    /// @param run names of the syncs or the campaign
    /// @param told gets the line for CloudWatch, when one is wished for
    public static OneShot begin(ManagementSettings settings, String run, Consumer<String> told) {
        var exports = Exports.none();
        var line = switch (settings.metrics()) {
            case OFF -> null;
            case EMF -> exports.emf();
        };
        var collector = settings.otlp().endpoint();
        if (collector != null) {
            exports.otlp(collector, settings.otlp().every());
        }
        return new OneShot(exports, line, run, told);
    }

    @Override
    public void close() {
        if (line != null) {
            var text = line.of(run, Instant.now());
            if (text != null) {
                told.accept(text);
            }
        }
        exports.close();
    }
}
