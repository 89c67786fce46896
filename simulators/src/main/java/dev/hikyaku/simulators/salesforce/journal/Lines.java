package dev.hikyaku.simulators.salesforce.journal;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// Journal lines gathered in memory, to be written in one write.
public final class Lines {
    private static final ObjectWriter WRITER = new JsonMapper().writer().withRootValueSeparator("\n");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private final JsonGenerator generator = WRITER.createGenerator(bytes);
    private final long at;

    /// @param at the moment the lines tell of, in milliseconds since 1970
    public Lines(long at) {
        this.at = at;
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

    byte[] toBytes() {
        generator.writeRaw('\n');
        generator.flush();
        return bytes.toByteArray();
    }
}
