package dev.hikyaku.simulators.salesforce.journal;

import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// Journal lines gathered in memory, to be written in one write.
public final class Lines {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final StringBuilder text;
    private final long at;

    /// @param at the moment the lines tell of, in milliseconds since 1970
    public Lines(long at) {
        this(at, 256);
    }

    /// @param size the characters the lines will need, roughly
    public Lines(long at, int size) {
        this.at = at;
        this.text = new StringBuilder(size);
    }

    /// Adds a line of this kind; the members are written by the given code.
    public Lines add(String kind, Consumer<JsonGenerator> members) {
        var line = new StringWriter();
        try (var generator = MAPPER.createGenerator(line)) {
            generator.writeStartObject();
            generator.writeStringProperty("kind", kind);
            generator.writeNumberProperty("at", at);
            members.accept(generator);
            generator.writeEndObject();
        }
        text.append(line.getBuffer()).append('\n');
        return this;
    }

    /// Begins a line of this kind that is written member by member; for the many lines about rows.
    public Line line(String kind) {
        return new Line(text, kind, at);
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
        return ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
