package dev.hikyaku.simulators.push.phones;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// Appends to the journal; see the package for its format.
final class PhoneJournal implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();
    private final FileChannel channel;

    PhoneJournal(Path file) throws IOException {
        var torn = endsInTheMiddleOfALine(file);
        channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        if (torn) {
            write(new byte[] {'\n'});
        }
    }

    private static boolean endsInTheMiddleOfALine(Path file) throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            return false;
        }
        try (var reader = FileChannel.open(file, StandardOpenOption.READ)) {
            var last = ByteBuffer.allocate(1);
            reader.read(last, reader.size() - 1);
            return last.get(0) != '\n';
        }
    }

    void arrived(Arrival arrival) {
        var line = new ByteArrayOutputStream(256);
        try (var json = begin(line, "arrived", arrival.at())) {
            json.writeStringProperty("provider", arrival.provider());
            json.writeStringProperty("address", arrival.address());
            text(json, "tag", arrival.tag());
            json.writeStringProperty("title", arrival.title());
            json.writeStringProperty("body", arrival.body());
            text(json, "open", arrival.open());
            json.writeStringProperty("id", arrival.id());
            json.writeEndObject();
        }
        end(line);
    }

    void dismissed(String address, @Nullable String tag, long at) {
        var line = new ByteArrayOutputStream(128);
        try (var json = begin(line, "dismissed", at)) {
            json.writeStringProperty("address", address);
            text(json, "tag", tag);
            json.writeEndObject();
        }
        end(line);
    }

    private static JsonGenerator begin(ByteArrayOutputStream line, String kind, long at) {
        var json = MAPPER.createGenerator(line);
        json.writeStartObject();
        json.writeStringProperty("kind", kind);
        json.writeNumberProperty("at", at);
        return json;
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, value);
        }
    }

    private void end(ByteArrayOutputStream line) {
        line.write('\n');
        write(line.toByteArray());
    }

    /// One write at the file's end, so that lines of several writers don't mix.
    private void write(byte[] line) {
        try {
            var buffer = ByteBuffer.wrap(line);
            synchronized (channel) {
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
