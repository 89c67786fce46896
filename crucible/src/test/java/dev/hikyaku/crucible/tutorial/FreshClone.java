package dev.hikyaku.crucible.tutorial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The sources in a folder of their own, as after a clone: nothing of a build but, to save minutes, the built program
/// where
/// it is as new as its sources. With `-Dcrucible.full=true` not even that.
final class FreshClone {
    private static final Path ROOT = Path.of(System.getProperty("hikyaku.root"));
    private static final Set<String> NOT_CLONED = Set.of("target", ".git", "node_modules", ".hikyaku");
    private static final String PROGRAM = "app/target/hikyaku";

    private FreshClone() {}

    /// Makes it.
    static Path in(Path folder) {
        try {
            Files.walkFileTree(ROOT, new Copy(folder));
            if (!Boolean.getBoolean("crucible.full") && Files.exists(ROOT.resolve(PROGRAM))) {
                Files.createDirectories(folder.resolve(PROGRAM).getParent());
                Files.createSymbolicLink(folder.resolve(PROGRAM), ROOT.resolve(PROGRAM));
            }
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static final class Copy extends SimpleFileVisitor<Path> {
        private final Path folder;

        Copy(Path folder) {
            this.folder = folder;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes) throws IOException {
            if (NOT_CLONED.contains(from.getFileName().toString())) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(folder.resolve(ROOT.relativize(from)));
            return FileVisitResult.CONTINUE;
        }

        /// A folder that is newer than the build would mean sources that are.
        @Override
        public FileVisitResult postVisitDirectory(Path from, @Nullable IOException failure) throws IOException {
            Files.setLastModifiedTime(folder.resolve(ROOT.relativize(from)), Files.getLastModifiedTime(from));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path from, BasicFileAttributes attributes) throws IOException {
            if (!NOT_CLONED.contains(from.getFileName().toString())) {
                Files.copy(from, folder.resolve(ROOT.relativize(from)), StandardCopyOption.COPY_ATTRIBUTES);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
