package dev.hikyaku;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/// The files of this project as a person sees them: nothing built, nothing downloaded.
record SourceTree(Path root) {

    private static final Set<String> NOT_OURS =
            Set.of("target", ".git", "node_modules", ".hikyaku", ".idea", ".vscode");

    static SourceTree here() {
        return new SourceTree(Path.of(System.getProperty("hikyaku.root")));
    }

    /// Names of all files below the root, with `/`, sorted.
    List<String> names() {
        var names = new ArrayList<String>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    var skipped = !folder.equals(root)
                            && NOT_OURS.contains(folder.getFileName().toString());
                    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    names.add(root.relativize(file).toString().replace('\\', '/'));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Collections.sort(names);
        return names;
    }

    List<String> names(String... endings) {
        return names().stream()
                .filter(name -> List.of(endings).stream().anyMatch(name::endsWith))
                .toList();
    }

    boolean has(String name) {
        return Files.exists(root.resolve(name));
    }

    String text(String name) {
        try {
            return Files.readString(root.resolve(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name, unreadable);
        }
    }

    /// Plants a file: only for the guards' own tests, in a temporary folder.
    SourceTree with(String name, String text) {
        try {
            var file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /// All Java sources, parsed.
    List<JavaSource> java() {
        return JavaSource.parse(this, names(".java"));
    }
}
