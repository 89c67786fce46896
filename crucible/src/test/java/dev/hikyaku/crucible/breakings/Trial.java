package dev.hikyaku.crucible.breakings;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/// A copy of the built program, broken, and tests that run on it in processes of their own.
final class Trial {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String SOURCES = "app/src/main/java/";
    private static final String RESOURCES = "app/src/main/resources/";

    private final Path root;
    private final Path folder;
    private final Path classes;

    /// A copy that is whole yet.
    Trial(Path root, Path folder) throws IOException {
        this.root = root;
        this.folder = folder;
        this.classes = folder.resolve("classes");
        copy(root.resolve("app/target/classes"), classes);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    /// Breaks it.
    void breakIt(Breaking breaking) throws IOException, InterruptedException {
        var sources = Files.createDirectories(folder.resolve("sources"));
        breaking.apply(root, sources);
        var java = new ArrayList<String>();
        for (var file : breaking.touched()) {
            var broken = sources.resolve(file);
            if (file.startsWith(SOURCES)) {
                java.add(broken.toString());
            } else {
                var copy = classes.resolve(file.substring(RESOURCES.length()));
                Files.copy(broken, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!java.isEmpty()) {
            var arguments = new ArrayList<>(
                    List.of("-nowarn", "-parameters", "-proc:none", "-d", classes.toString(), "-cp", classPath()));
            arguments.addAll(java);
            var code = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
            if (code != 0) {
                throw new AssertionError(breaking.name() + ".patch does not compile");
            }
        }
    }

    /// This test's own class path, with the copy in the place of the program's classes.
    private String classPath() {
        var others = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*/app/target/(classes|hikyaku\\.jar)/?"))
                .collect(Collectors.joining(File.pathSeparator));
        return classes + File.pathSeparator + others;
    }

    /// What came of a test.
    ///
    /// @param said `FAILED method why`, a line for each failure
    record Ended(boolean failed, String said) {}

    /// Runs one test.
    ///
    /// @param test see [Breaking#seenBy()]
    Ended run(String test) throws IOException, InterruptedException {
        var bracket = test.indexOf('[');
        var method = bracket < 0 ? test : test.substring(0, bracket);
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dhikyaku.root=" + root,
                "-Dcrucible.classPath=true"));
        if (bracket >= 0) {
            var cell = test.substring(bracket + 1, test.length() - 1).split(" on ", 2);
            command.add("-Dcrucible.databases=" + cell[cell.length - 1]);
            command.add("-Dcrucible.failpoints=" + cell[0]);
        }
        var found = TestFile.of(root, method.substring(0, method.indexOf('#')));
        command.addAll(List.of("-cp", classPath(), Launch.class.getName()));
        command.add(found.type() + method.substring(method.indexOf('#')));
        return await(command, found.folder(), test);
    }

    private Ended await(List<String> command, Path home, String test) throws IOException, InterruptedException {
        var out = folder.resolve("out.txt");
        var process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("no end within " + LONGEST + " of " + test);
            }
        } finally {
            process.destroyForcibly();
        }
        var said = Files.readString(out);
        if (process.exitValue() > 1) {
            throw new AssertionError("there is no test " + test + "\n" + said);
        }
        var failures = said.lines().filter(line -> line.startsWith("FAILED ")).collect(Collectors.joining("\n"));
        return new Ended(process.exitValue() == 1, failures);
    }
}
