package dev.hikyaku.simulators.push.phones;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads journals line by line, several of them in the order of time. Reading a journal that is being written is fine.
final class PhoneJournalReader implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();
    private final BufferedReader lines;
    private @Nullable JsonNode next;

    private PhoneJournalReader(Path journal) throws IOException {
        lines = Files.newBufferedReader(journal);
        advance();
    }

    static void read(Phones phones, Path... journals) {
        var opened = new ArrayList<PhoneJournalReader>();
        try {
            for (var journal : journals) {
                if (Files.exists(journal)) {
                    opened.add(new PhoneJournalReader(journal));
                }
            }
            merge(phones, opened);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            opened.forEach(PhoneJournalReader::close);
        }
    }

    private static void merge(Phones phones, Iterable<PhoneJournalReader> opened) throws IOException {
        var waiting = new PriorityQueue<PhoneJournalReader>(Comparator.comparingLong(PhoneJournalReader::at));
        opened.forEach(reader -> {
            if (reader.next != null) {
                waiting.add(reader);
            }
        });
        for (var reader = waiting.poll(); reader != null; reader = waiting.poll()) {
            if (reader.next != null) {
                apply(phones, reader.next);
            }
            reader.advance();
            if (reader.next != null) {
                waiting.add(reader);
            }
        }
    }

    private long at() {
        return next == null ? Long.MAX_VALUE : next.path("at").asLong(0);
    }

    private void advance() throws IOException {
        next = null;
        for (var line = lines.readLine(); line != null && next == null; ) {
            next = whole(line);
            if (next == null) {
                line = lines.readLine();
            }
        }
    }

    /// A line that a kill tore is none.
    private static @Nullable JsonNode whole(String line) {
        try {
            var json = MAPPER.readTree(line);
            return json.isObject() ? json : null;
        } catch (JacksonException torn) {
            return null;
        }
    }

    private static void apply(Phones phones, JsonNode line) {
        var address = line.path("address").asString("");
        var tag = text(line, "tag");
        switch (line.path("kind").asString("")) {
            case "arrived" ->
                phones.take(new Arrival(
                        line.path("provider").asString(""),
                        address,
                        tag,
                        line.path("title").asString(""),
                        line.path("body").asString(""),
                        text(line, "open"),
                        line.path("id").asString(""),
                        line.path("at").asLong(0)));
            case "dismissed" -> phones.sweep(address, tag);
            default -> {
                // a later version may write more; who only counts arrivals need not know
            }
        }
    }

    private static @Nullable String text(JsonNode line, String name) {
        var value = line.path(name);
        return value.isString() ? value.asString() : null;
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
