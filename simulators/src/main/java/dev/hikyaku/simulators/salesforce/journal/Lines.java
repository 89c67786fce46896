package dev.hikyaku.simulators.salesforce.journal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// Journal lines gathered in memory, to be written in one write.
public final class Lines {
    private static final ObjectWriter WRITER = new JsonMapper().writer().withRootValueSeparator("\n");

    private final Bytes bytes;
    private final JsonGenerator generator;
    private final long at;

    /// Bytes that can be written without copying them first.
    private static final class Bytes extends ByteArrayOutputStream {
        Bytes(int size) {
            super(size);
        }

        ByteBuffer written() {
            return ByteBuffer.wrap(buf, 0, count);
        }
    }

    /// @param at the moment the lines tell of, in milliseconds since 1970
    public Lines(long at) {
        this(at, 256);
    }

    /// @param size the bytes the lines will need, roughly
    public Lines(long at, int size) {
        this.at = at;
        this.bytes = new Bytes(size);
        this.generator = WRITER.createGenerator(bytes);
    }

    /// Adds a line of this kind; the members are written by the given code.
    public Lines add(String kind, Consumer<JsonGenerator> members) {
        generator.writeStartObject();
        generator.writeStringProperty("kind", kind);
        generator.writeNumberProperty("at", at);
        members.accept(generator);
        generator.writeEndObject();
        return this;
    }

    /// Writes a text member, or null.
    public static void text(JsonGenerator generator, String name, @Nullable String value) {
        if (value == null) {
            generator.writeNullProperty(name);
        } else {
            generator.writeStringProperty(name, value);
        }
    }

    ByteBuffer toBytes() {
        generator.writeRaw('\n');
        generator.flush();
        return bytes.written();
    }
}
