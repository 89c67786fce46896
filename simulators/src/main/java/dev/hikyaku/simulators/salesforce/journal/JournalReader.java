package dev.hikyaku.simulators.salesforce.journal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a journal up to its last whole commit.
final class JournalReader {
    private final JsonMapper mapper = new JsonMapper();
    private final Consumer<JsonNode> eachLine;
    private final List<JsonNode> uncommitted = new ArrayList<>();
    private long read;
    private long whole;

    private JournalReader(Consumer<JsonNode> eachLine) {
        this.eachLine = eachLine;
    }

    /// Returns how many bytes of the file are whole.
    static long read(Path file, Consumer<JsonNode> eachLine) throws IOException {
        var reader = new JournalReader(eachLine);
        try (var stream = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            reader.readAll(stream);
        }
        return reader.whole;
    }

    private void readAll(InputStream stream) throws IOException {
        var line = new ByteArrayOutputStream(1024);
        var chunk = new byte[1 << 16];
        for (var got = stream.read(chunk); got >= 0; got = stream.read(chunk)) {
            var from = 0;
            for (var at = 0; at < got; at++) {
                if (chunk[at] == '\n') {
                    line.write(chunk, from, at - from);
                    from = at + 1;
                    read += line.size() + 1L;
                    if (!tell(line.toByteArray())) {
                        return;
                    }
                    line.reset();
                }
            }
            line.write(chunk, from, got - from);
        }
    }

    private boolean tell(byte[] bytes) {
        JsonNode line;
        try {
            line = mapper.readTree(bytes);
        } catch (JacksonException torn) {
            return false;
        }
        var kind = line.path("kind").asString("");
        if (kind.startsWith("record.") || kind.equals("row.failed")) {
            uncommitted.add(line);
            return true;
        }
        uncommitted.forEach(eachLine);
        uncommitted.clear();
        eachLine.accept(line);
        whole = read;
        return true;
    }
}
