package dev.hikyaku.crucible.breakings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where a test class lives.
///
/// @param folder where its tests run
/// @param type its full name
record TestFile(Path folder, String type) {
    /// Looks for a test class by its simple name.
    static TestFile of(Path root, String simpleName) throws IOException {
        for (var name : List.of("app", "crucible")) {
            var sources = root.resolve(name).resolve("src/test/java");
            try (var files = Files.walk(sources)) {
                var found = files.filter(file -> file.getFileName().toString().equals(simpleName + ".java"))
                        .findFirst();
                if (found.isPresent()) {
                    var path = sources.relativize(found.get()).toString();
                    return new TestFile(
                            root.resolve(name),
                            path.replace(".java", "").replace('/', '.').replace('\\', '.'));
                }
            }
        }
        throw new AssertionError("there is no test class " + simpleName);
    }
}
