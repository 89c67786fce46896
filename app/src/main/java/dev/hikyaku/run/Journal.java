package dev.hikyaku.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// What a run notes of itself while it works: how long each stage took, and what went wrong.
final class Journal {
    private final Map<String, Report.Stage> stages = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private int exitCode;
    private boolean refused;

    /// A result and the number of rows it stands for.
    record Timed<T>(T result, long rows) {}

    <T> T timed(String sync, String stage, Supplier<Timed<T>> work) {
        var start = System.nanoTime();
        long rows = 0;
        try {
            var timed = work.get();
            rows = timed.rows();
            return timed.result();
        } finally {
            var added = new Report.Stage(sync, stage, rows, (System.nanoTime() - start) / 1_000_000);
            stages.merge(
                    sync + " " + stage,
                    added,
                    (one, other) ->
                            new Report.Stage(sync, stage, one.rows() + other.rows(), one.millis() + other.millis()));
        }
    }

    /// The first problem decides the exit code.
    void problem(String text, int code) {
        problems.add(text);
        exitCode = exitCode == 0 ? code : exitCode;
    }

    /// Rows of the outbox are no changes. The run goes on.
    void refused(String text) {
        problems.add(text);
        refused = true;
    }

    boolean hasRefused() {
        return refused;
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    List<Report.Stage> stages() {
        return List.copyOf(stages.values());
    }

    int exitCode() {
        return exitCode;
    }
}
