package dev.hikyaku.simulators.salesforce.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// The append-only journal; see the package for its format.
public final class Journal implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    /// Opens the file, or makes it.
    ///
    /// @throws UncheckedIOException when the file cannot be read or written
    public Journal(Path file) {
        this.file = file;
        try {
            this.channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Tells all committed lines in order and cuts off what a kill left torn; to be called once, before any write.
    public synchronized void replay(Consumer<JsonNode> eachLine) {
        try {
            var whole = JournalReader.read(file, eachLine);
            channel.truncate(whole);
            channel.position(whole);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Hands the lines to the operating system, all in one write, before it returns.
    public synchronized void write(Lines lines) {
        try {
            var buffer = lines.toBytes();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public synchronized void close() {
        try {
            channel.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
