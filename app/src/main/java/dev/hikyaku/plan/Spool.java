package dev.hikyaku.plan;

import dev.hikyaku.ledger.Claims.Waiting;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Changes in their order, on disk, so that a plan of a million rows needs no more memory than one of ten. The file
/// lies among the machine's temporary files, is readable by its owner alone, and goes with the plan.
final class Spool implements AutoCloseable {
    private final Path file;
    private final DataOutputStream out;
    private long size;

    Spool() {
        try {
            file = Files.createTempFile("hikyaku-plan-", ".rows");
            file.toFile().deleteOnExit();
            out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    long size() {
        return size;
    }

    void add(Item item) {
        try {
            var change = item.change();
            var hold = item.hold();
            out.writeLong(change.id());
            text(change.key());
            out.writeLong(change.version());
            text(change.operation());
            text(change.payload());
            out.writeInt(change.attempts());
            out.writeBoolean(change.hard());
            out.writeLong(change.newest());
            out.writeLong(change.acceptedVersion());
            text(change.remoteId());
            text(hold == null ? null : hold.sync());
            text(hold == null ? null : hold.key());
            text(hold == null ? null : hold.reason());
            out.writeBoolean(item.overdue());
            out.writeBoolean(item.behindDelete());
            out.writeBoolean(item.later());
            size++;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void text(@Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
        } else {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    /// Hands over what was added so far, until somebody has enough.
    ///
    /// @param more whether another one is wanted
    /// @return whether all were wanted
    boolean read(Predicate<Item> more) {
        try {
            out.flush();
            try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
                for (long i = 0; i < size; i++) {
                    if (!more.test(item(in))) {
                        return false;
                    }
                }
            }
            return true;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Item item(DataInputStream in) throws IOException {
        var change = new Waiting(
                in.readLong(),
                needed(in),
                in.readLong(),
                needed(in),
                text(in),
                in.readInt(),
                in.readBoolean(),
                in.readLong(),
                in.readLong(),
                text(in));
        var sync = text(in);
        var key = text(in);
        var reason = text(in);
        var hold = sync == null || key == null || reason == null ? null : new Item.Hold(sync, key, reason);
        return new Item(change, hold, in.readBoolean(), in.readBoolean(), in.readBoolean());
    }

    private static String needed(DataInputStream in) throws IOException {
        return String.valueOf(text(in));
    }

    private static @Nullable String text(DataInputStream in) throws IOException {
        var length = in.readInt();
        return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            out.close();
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
