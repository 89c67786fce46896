package dev.hikyaku.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.text.StringSubstitutor;

/// The folder of one demo, taken for as long as it runs and emptied at its start.
///
/// The lock file is also the sign that the folder's content may go: nobody's own files are ever deleted.
final class DemoFolder implements AutoCloseable {
    private static final String LOCK = ".demo.lock";

    private final Path path;
    private final FileChannel lock;

    private DemoFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static DemoFolder take(Path folder) {
        var path = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            refuseForeign(path);
            var lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(lock)) {
                lock.close();
                throw new Demo.CannotOpen(
                        "HK2502  another demo runs in " + path + "\n   fix: end it, or give this one another folder",
                        null);
            }
            empty(path);
            return new DemoFolder(path, lock);
        } catch (IOException failed) {
            throw new Demo.CannotOpen(
                    "HK2503  the demo can't write to " + path + ": " + failed.getMessage()
                            + "\n   fix: give it a folder that you may write to",
                    failed);
        }
    }

    private static void refuseForeign(Path path) throws IOException {
        try (var found = Files.list(path)) {
            var isForeign = found.findAny().isPresent() && !Files.exists(path.resolve(LOCK));
            if (isForeign) {
                throw new Demo.CannotOpen(
                        "HK2501  " + path + " is not empty, and no demo made it"
                                + "\n   wanted: a folder that is missing, empty, or of an earlier demo; nothing was touched"
                                + "\n   fix: give the demo another folder",
                        null);
            }
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    private static void empty(Path path) throws IOException {
        try (var found = Files.walk(path)) {
            for (var file : found.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(path) && !file.equals(path.resolve(LOCK))) {
                    Files.delete(file);
                }
            }
        }
    }

    Path path() {
        return path;
    }

    /// Writes one of the demo's own files.
    ///
    /// @param values what stands for `${name}`
    void copy(String name, Map<String, String> values) {
        var target = path.resolve(name);
        try {
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.writeString(target, StringSubstitutor.replace(text(name), values));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// One of the demo's own files.
    static String text(String name) {
        try (var file = Objects.requireNonNull(DemoFolder.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
