package dev.hikyaku.simulators.salesforce.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/// What a request is answered.
public sealed interface Answer {
    /// JSON with a status.
    record Json(int status, JsonNode body) implements Answer {}

    /// A status without a body.
    record Nothing(int status) implements Answer {}

    /// A file with rows.
    record Csv(Path file) implements Answer {}

    /// Rows written while they are sent.
    record CsvStream(Writer writer) implements Answer {}

    /// A file of the simulator's own page.
    record Page(String contentType, String text) implements Answer {}

    /// Writes a body.
    interface Writer {
        void writeTo(OutputStream stream) throws IOException;
    }

    /// Makes an answer.
    interface Handler {
        Answer answer(Call call) throws IOException;
    }
}
