package dev.hikyaku.crucible.world;

import dev.hikyaku.cli.Cli;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A process that runs the command line again and again: once for each line of its standard input. Processes that stand
/// ready meet much more closely than processes that have to start first.
public final class Again {
    private static final String ENDED = "again: ended ";

    private Again() {}

    public static void main(String[] args) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var began = System.nanoTime();
                var code = Cli.run(line.split(" ", -1));
                var lasted = Duration.ofNanos(System.nanoTime() - began);
                System.err.println(ENDED + code + " after " + lasted.toMillis());
            }
        }
    }

    /// How one time of them ended.
    ///
    /// @param code the exit code
    /// @param millis how long it took
    public record Time(int code, long millis) {}

    /// Waits until a process has run this often.
    public static Time await(Child process, int times) {
        var ended = process.awaitLines(ENDED, times).get(times - 1);
        var words = ended.substring(ENDED.length()).split(" ", -1);
        return new Time(Integer.parseInt(words[0]), Long.parseLong(words[2]));
    }
}
