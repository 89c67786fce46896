package dev.hikyaku.crucible.tutorial;

import dev.hikyaku.crucible.world.Child;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A person before a real terminal (util-linux's `script` makes it), who answers when asked.
final class Typist implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Process process;
    private final Writer keys;
    private final StringWriter screen = new StringWriter();
    private int read;

    Typist(Path folder, List<String> command, Map<String, String> environment) {
        var line = command.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        var builder = new ProcessBuilder("script", "--quiet", "--return", "--command", line, "/dev/null");
        builder.directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("HIKYAKU_"));
        builder.environment().putAll(environment);
        builder.environment().put("TERM", "dumb");
        try {
            process = builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        keys = process.outputWriter(StandardCharsets.UTF_8);
        var printed = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
        Thread.ofVirtual().start(() -> watch(printed));
    }

    private void watch(Reader printed) {
        var some = new char[1024];
        try {
            for (var count = printed.read(some); count >= 0; count = printed.read(some)) {
                screen.write(some, 0, count);
            }
        } catch (IOException closed) {
            screen.write(closed.toString());
        }
    }

    /// Waits until it is asked, and types the answer.
    Typist answer(String question, String answer) {
        var giveUp = Instant.now().plus(PATIENCE);
        while (seen().indexOf(question, read) < 0) {
            if (!process.isAlive() || Instant.now().isAfter(giveUp)) {
                throw new AssertionError("never asked: " + question + "\n" + screen);
            }
            Child.pause();
        }
        read = seen().indexOf(question, read) + question.length();
        try {
            keys.write(answer + "\n");
            keys.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return this;
    }

    /// Waits for the end.
    ///
    /// @return the exit code
    int end() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("no end\n" + screen);
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /// What stands on the screen.
    String seen() {
        return screen.toString();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
