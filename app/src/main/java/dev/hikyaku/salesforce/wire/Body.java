package dev.hikyaku.salesforce.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// A body that is sent at most once per attempt, with its length told beforehand.
///
/// @param contentType media type
/// @param length in bytes, exact
/// @param source opens the bytes from the beginning; a second time only after the token was refused
public record Body(String contentType, long length, Source source) {

    /// Opens the bytes. Whoever asks closes the stream.
    @FunctionalInterface
    public interface Source {
        InputStream open() throws IOException;
    }

    /// A text, as UTF-8.
    public static Body of(String contentType, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Body(contentType, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    /// A value as JSON.
    public static Body json(Object value) {
        return of("application/json", text(value));
    }

    /// A value as the text of its JSON.
    public static String text(Object value) {
        return Answer.JSON.writeValueAsString(value);
    }
}
