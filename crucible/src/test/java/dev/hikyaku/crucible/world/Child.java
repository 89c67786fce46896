package dev.hikyaku.crucible.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A process of ours, with its output in files. Nothing of it outlives the test.
public final class Child implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(Long.getLong("crucible.limitSeconds", 60));

    private final Process process;
    private final Instant startedAt = Instant.now();
    private final Path out;
    private final Path err;
    private final List<String> command;
    private final Thread watch;
    private volatile Instant endedAt = Instant.MAX;

    private Child(Process process, Path out, Path err, List<String> command) {
        this.process = process;
        this.out = out;
        this.err = err;
        this.command = command;
        this.watch = Thread.ofVirtual().start(this::watch);
    }

    private void watch() {
        try {
            process.waitFor();
            endedAt = Instant.now();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// A process that has ended.
    ///
    /// @param code its exit code; 128 + signal when it was killed
    public record Ended(int code, String out, String err, Instant startedAt, Duration lasted) {
        /// Both streams, for messages of failed tests.
        public String told() {
            return "exit " + code + " after " + lasted.toMillis() + " ms\n" + out + "\n" + err;
        }
    }

    /// Starts a process; its output goes to new files in a folder.
    public static Child start(Path folder, List<String> command, Map<String, String> environment) {
        try {
            Files.createDirectories(folder);
            var out = Files.createTempFile(folder, "child-", ".out");
            var err = Path.of(out.toString().replaceFirst("out$", "err"));
            var builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("HIKYAKU_"));
            builder.environment().putAll(environment);
            var process = builder.start();
            // Also when a test breaks off before anybody could close it.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new Child(process, out, err, command);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Waits for its end; a process that takes more than a minute is killed, and that fails the test.
    public Ended await() {
        return await(LIMIT);
    }

    /// Waits for its end; a process that takes longer is killed, and that fails the test.
    public Ended await(Duration most) {
        try {
            if (!watch.join(most)) {
                kill();
                throw new AssertionError("no end within " + most + " of " + command + "\n" + text(out) + text(err));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        var lasted = Duration.between(startedAt, endedAt);
        return new Ended(process.exitValue(), text(out), text(err), startedAt, lasted);
    }

    /// Waits until it has said something on either stream.
    public Child awaitText(String wanted) {
        var patience = Instant.now().plus(LIMIT);
        while (!text(out).contains(wanted) && !text(err).contains(wanted)) {
            if (!process.isAlive() || Instant.now().isAfter(patience)) {
                kill();
                throw new AssertionError(
                        "\"" + wanted + "\" was not said by " + command + "\n" + text(out) + text(err));
            }
            pause();
        }
        return this;
    }

    /// Waits until it has said so many lines with this beginning on standard error.
    public List<String> awaitLines(String beginning, int wanted) {
        var patience = Instant.now().plus(LIMIT);
        var found = List.<String>of();
        while (found.size() < wanted) {
            if (!process.isAlive() || Instant.now().isAfter(patience)) {
                kill();
                throw new AssertionError(
                        "\"" + beginning + "\" was not said " + wanted + " times by " + command + "\n" + text(err));
            }
            pause();
            found = text(err).lines().filter(line -> line.startsWith(beginning)).toList();
        }
        return found;
    }

    /// Writes a line to its standard input.
    public void say(String line) {
        try {
            var input = process.outputWriter();
            input.write(line + "\n");
            input.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// `kill -9`.
    public Child kill() {
        process.destroyForcibly();
        return this;
    }

    /// Sends a signal, such as `STOP` or `CONT`.
    public void signal(String name) {
        tell("kill", "-" + name, Long.toString(process.pid()));
    }

    /// From now on it writes nothing behind this size of a file, as if the disk were full. Linux only.
    public void limitFiles(long kibibytes) {
        tell("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + kibibytes * 1024);
    }

    private static void tell(String... command) {
        try {
            new ProcessBuilder(command).start().waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether it still runs.
    public boolean isAlive() {
        return process.isAlive();
    }

    /// What it has said on standard output so far.
    public String out() {
        return text(out);
    }

    /// What it has said on standard error so far.
    public String err() {
        return text(err);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Waits a moment, for loops that watch.
    public static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        kill();
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
