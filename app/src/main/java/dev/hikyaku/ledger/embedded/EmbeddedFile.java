package dev.hikyaku.ledger.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The file of an embedded H2 database, and the operating system's locks beside it; a dead process holds none.
///
/// Whichever process opens H2 first serves the others, and takes the database with it when it ends. So a run opens it
/// while no reader has it open, and is then the one that serves. A second run does not open it at all.
public final class EmbeddedFile {
    private static final String FILE = "jdbc:h2:file:";

    private final Path database;

    private EmbeddedFile(Path database) {
        this.database = database;
    }

    /// The file behind a JDBC URL; empty where a server or memory is behind it.
    public static Optional<EmbeddedFile> of(String url) {
        if (!url.startsWith(FILE)) {
            return Optional.empty();
        }
        var name = url.substring(FILE.length()).split(";", 2)[0];
        var home = System.getProperty("user.home");
        return Optional.of(new EmbeddedFile(Path.of(name.startsWith("~/") ? home + name.substring(1) : name)));
    }

    /// Opens the database while no other process opens it: H2 refuses those that try at the same moment.
    public <T> T opening(Supplier<T> open) {
        synchronized (EmbeddedFile.class) {
            try (var _ = lock("opening", false)) {
                return open.get();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /// The right to run on this ledger; empty when another run has it. Never waits.
    public Optional<Closeable> tryToRun() {
        try {
            var channel = channel("running");
            var lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(channel);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    /// Marks a reader until it is closed. Waits while a run opens the database.
    public Closeable reading() {
        return lock("reading", true);
    }

    /// Keeps readers away until it is closed. Waits for those that read, unless this very process reads: then it is the
    /// one that serves.
    public Closeable withoutReaders() {
        return lock("reading", false);
    }

    private Closeable lock(String purpose, boolean shared) {
        try {
            var channel = channel(purpose);
            try {
                channel.lock(0, Long.MAX_VALUE, shared);
            } catch (OverlappingFileLockException heldInThisProcess) {
                // The kernel knows processes, not threads; within one there is nothing to wait for.
                channel.close();
            }
            return channel;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private FileChannel channel(String purpose) throws IOException {
        Files.createDirectories(database.toAbsolutePath().getParent());
        return FileChannel.open(
                database.resolveSibling(database.getFileName() + "." + purpose),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }
}
