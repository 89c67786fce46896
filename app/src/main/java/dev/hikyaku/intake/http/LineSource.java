package dev.hikyaku.intake.http;

import dev.hikyaku.intake.body.ChangeReader;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Lines of a stream. Of a line that is too long, one byte more than the bound is kept, for the reader to refuse.
final class LineSource {
    private final InputStream stream;
    private final byte[] buffer = new byte[16 * 1024];
    private int from;
    private int to;

    private final Duration longest;
    private long end;

    /// @param longest time for one line: a few bytes of gzip can expand to one without an end
    LineSource(InputStream stream, Duration longest) {
        this.stream = stream;
        this.longest = longest;
    }

    /// The next line that is not blank; null at the end.
    @Nullable
    Bytes next() throws IOException {
        var line = new ByteArrayOutputStream(256);
        var isBlank = true;
        end = System.nanoTime() + longest.toNanos();
        while (from < to || fill()) {
            var one = buffer[from++];
            if (one == '\n') {
                if (!isBlank) {
                    return new Bytes(line.toByteArray());
                }
                line.reset();
            } else if (line.size() <= ChangeReader.LARGEST) {
                isBlank &= Character.isWhitespace(one);
                line.write(one);
            }
        }
        return isBlank ? null : new Bytes(line.toByteArray());
    }

    /// Whether more has come already, so that the next line need not be waited for long.
    boolean hasMore() throws IOException {
        return from < to || stream.available() > 0;
    }

    private boolean fill() throws IOException {
        if (System.nanoTime() > end) {
            throw new Refusal(RefusalCode.TOO_SLOW, "" + longest.toSeconds());
        }
        try {
            from = 0;
            to = Math.max(0, stream.read(buffer));
            return to > 0;
        } catch (ZipException | EOFException broken) {
            throw new Refusal(RefusalCode.WRONG_ENCODING, "gzip");
        }
    }
}
