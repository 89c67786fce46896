package dev.hikyaku.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What one race came to, as text.
record Report(String title, int rows) {
    /// What a process has cost.
    ///
    /// @param serverSeconds CPU of the database server meanwhile
    record Costs(Child.Ended ended, double serverSeconds) {}

    void print(Costs first, Costs again) {
        say("");
        say("ledger " + title + ": exit " + first.ended().exitCode());
        stages(first).forEach(this::stage);
        line("whole run", first);
        line("run again", again);
        var report = JsonMapper.shared().readTree(first.ended().output());
        say("  unaccounted " + report.path("unaccounted"));
        if (first.ended().exitCode() != 0) {
            say(first.ended().output());
        }
    }

    void compare(Costs first, Costs floor, @Nullable Costs seed) {
        line("floor", floor);
        say(String.format(
                Locale.ROOT,
                "  whole run / floor = %.2f",
                first.ended().seconds() / floor.ended().seconds()));
        if (seed != null) {
            compare(first, seed);
        }
    }

    private void compare(Costs first, Costs seed) {
        say("  the seed's design on the same database: exit " + seed.ended().exitCode());
        var steps = steps(seed.ended().output());
        steps.forEach(this::stage);
        line("whole job", seed);
        var own = stages(first);
        own.remove("scan");
        var ours = own.values().stream().mapToDouble(seconds -> seconds).sum();
        var theirs = steps.values().stream().mapToDouble(seconds -> seconds).sum();
        stage("ours, 3", ours);
        stage("seed's, 3", theirs);
        say(String.format(
                Locale.ROOT, "  extract + ship + settle against pre + main + post: %.2f times as fast", theirs / ours));
    }

    private static Map<String, Double> stages(Costs run) {
        var stages = new LinkedHashMap<String, Double>();
        for (JsonNode stage : JsonMapper.shared().readTree(run.ended().output()).path("stages")) {
            stages.put(stage.path("stage").asString(), stage.path("millis").asLong() / 1000.0);
        }
        return stages;
    }

    private static Map<String, Double> steps(String output) {
        var steps = new LinkedHashMap<String, Double>();
        output.lines()
                .map(line -> line.split(" ", -1))
                .filter(words -> words[0].equals("step"))
                .forEach(words -> steps.put(words[1], Double.valueOf(words[2])));
        return steps;
    }

    private void stage(String name, double seconds) {
        say(String.format(
                Locale.ROOT, "  %-10s %9.1f s %,12d rows/s", name, seconds, (long) (rows / Math.max(0.001, seconds))));
    }

    private void line(String name, Costs costs) {
        var ended = costs.ended();
        say(String.format(
                Locale.ROOT,
                "  %-10s %9.1f s %,12d rows/s   CPU %.1f s + %.1f s of the database   peak memory %,d MB",
                name,
                ended.seconds(),
                (long) (rows / ended.seconds()),
                ended.cpuSeconds(),
                costs.serverSeconds(),
                ended.peakMegabytes()));
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
