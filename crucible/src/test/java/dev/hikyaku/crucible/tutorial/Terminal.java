package dev.hikyaku.crucible.tutorial;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A shell that somebody types into: what is exported stays, and so does the folder.
final class Terminal implements AutoCloseable {
    private static final String END = "hikyaku-tutorial-end";

    private final Process shell;
    private final BufferedWriter keys;
    private final LinkedBlockingQueue<String> screen = new LinkedBlockingQueue<>();

    /// What a command printed on either stream.
    record Seen(int exitCode, List<String> lines) {
        @Override
        public String toString() {
            return "exit code " + exitCode + "\n" + String.join("\n", lines);
        }
    }

    Terminal(Path folder, Map<String, String> environment) {
        var builder = new ProcessBuilder("bash", "--noprofile", "--norc");
        builder.directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("HIKYAKU_"));
        builder.environment().putAll(environment);
        try {
            shell = builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        keys = shell.outputWriter();
        Thread.ofVirtual().start(() -> read(shell.inputReader()));
    }

    private void read(BufferedReader reader) {
        reader.lines().forEach(screen::add);
    }

    /// Types a command and waits until it has ended.
    Seen type(String command, Duration most) {
        press(command + "\nseen=$?; echo; echo " + END + " $seen\n");
        return await(command, most);
    }

    private void press(String text) {
        try {
            keys.write(text);
            keys.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Seen await(String command, Duration most) {
        var lines = new ArrayList<String>();
        var patience = Instant.now().plus(most);
        while (true) {
            var line = next(patience);
            if (line == null) {
                throw new AssertionError("no end within " + most + " of " + command + "\n" + String.join("\n", lines));
            }
            if (line.startsWith(END)) {
                return new Seen(Integer.parseInt(line.substring(END.length()).strip()), lines);
            }
            lines.add(line);
        }
    }

    /// Types a command that goes on by itself, and waits until it has said something.
    void leave(String command, String until, Duration most) {
        press("exec " + command + "\n");
        var lines = new ArrayList<String>();
        var patience = Instant.now().plus(most);
        while (lines.stream().noneMatch(line -> line.contains(until))) {
            var line = next(patience);
            if (line == null || !shell.isAlive()) {
                throw new AssertionError(until + " was not said by " + command + "\n" + String.join("\n", lines));
            }
            lines.add(line);
        }
    }

    private @Nullable String next(Instant patience) {
        try {
            var left = Duration.between(Instant.now(), patience);
            return screen.poll(Math.max(0, left.toMillis()), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly();
    }
}
