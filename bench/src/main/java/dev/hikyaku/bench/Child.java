package dev.hikyaku.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A child process that is measured from outside.
public final class Child {
    private final List<String> command;
    private final Map<String, String> environment = new TreeMap<>();
    private @Nullable Process process;

    /// What a child that ended has cost.
    public record Ended(int exitCode, String output, double seconds, double cpuSeconds, long peakMegabytes) {}

    private Child(List<String> command) {
        this.command = command;
    }

    public static Child program(List<String> command) {
        return new Child(command);
    }

    public static Child java(List<String> options, String mainClass, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        return new Child(command);
    }

    public void environment(String name, String value) {
        environment.put(name, value);
    }

    /// Starts it and lets it talk to nobody.
    public void begin() throws IOException {
        start();
    }

    private Process start() throws IOException {
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        process = builder.start();
        return process;
    }

    public String startAndReadLine(String beginning) throws IOException {
        var out = new BufferedReader(start().inputReader(StandardCharsets.UTF_8));
        String line;
        do {
            line = out.readLine();
        } while (line != null && !line.startsWith(beginning));
        return Objects.requireNonNull(line, "the child ended before it was ready");
    }

    public Ended await() throws IOException, InterruptedException {
        var begin = System.nanoTime();
        var running = start();
        var watch = new Watch(running);
        var output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var code = running.waitFor();
        var seconds = (System.nanoTime() - begin) / 1e9;
        watch.join();
        return new Ended(code, output, seconds, watch.cpuSeconds, watch.peakMegabytes);
    }

    public void stop() {
        var running = process;
        if (running != null) {
            running.destroy();
            try {
                if (!running.waitFor(20, TimeUnit.SECONDS)) {
                    running.destroyForcibly();
                }
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// CPU seconds it has used so far.
    public double cpuSeconds() {
        var running = process;
        return running == null
                ? 0
                : running.info()
                        .totalCpuDuration()
                        .map(time -> time.toMillis() / 1000.0)
                        .orElse(0.0);
    }

    /// Sends a signal, such as `STOP` or `CONT`.
    public void signal(String name) throws IOException, InterruptedException {
        var running = process;
        if (running != null) {
            new ProcessBuilder("kill", "-" + name, Long.toString(running.pid()))
                    .start()
                    .waitFor();
        }
    }

    public static void deleteTree(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// Reads what the kernel says of the process until it ends: the peak of its memory never falls, CPU time neither.
    private static final class Watch extends Thread {
        private final Process watched;
        private volatile double cpuSeconds;
        private volatile long peakMegabytes;

        Watch(Process watched) {
            super("watch");
            this.watched = watched;
            setDaemon(true);
            start();
        }

        @Override
        public void run() {
            var status = Path.of("/proc", String.valueOf(watched.pid()), "status");
            try {
                while (watched.isAlive()) {
                    watched.info().totalCpuDuration().ifPresent(time -> cpuSeconds = time.toMillis() / 1000.0);
                    for (var line : Files.readAllLines(status)) {
                        if (line.startsWith("VmHWM:")) {
                            peakMegabytes = Long.parseLong(line.replaceAll("\\D", "")) / 1024;
                        }
                    }
                    sleep(100);
                }
            } catch (IOException | InterruptedException ended) {
                interrupt();
            }
        }
    }
}
