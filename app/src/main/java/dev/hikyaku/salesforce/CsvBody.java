package dev.hikyaku.salesforce;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The rows to upload: a length and a way to read them from the beginning, more than once.
///
/// @param length in bytes, exact
/// @param opener opens the same bytes at each call; needed a second time only after Salesforce refused the token
public record CsvBody(long length, Opener opener) {

    /// Opens the bytes from the beginning. The caller closes the stream.
    @FunctionalInterface
    public interface Opener {
        InputStream open() throws IOException;
    }

    public CsvBody {
        if (length < 0) {
            throw new IllegalArgumentException("length: found " + length + ", wanted 0 or more bytes");
        }
    }

    /// The bytes of a file that nobody changes meanwhile.
    public static CsvBody of(Path file) {
        try {
            return new CsvBody(Files.size(file), () -> Files.newInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A text, as UTF-8.
    public static CsvBody of(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new CsvBody(bytes.length, () -> new ByteArrayInputStream(bytes));
    }
}
