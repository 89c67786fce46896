package dev.hikyaku.intake.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Reads bodies within bounds: of one body, of all bodies at once, of time.
final class Bodies {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int STEP = 64 * 1024;
    private static final long MOST_DISCARDED = 16L * 1024 * 1024;

    private final int largest;
    private final Duration longest;
    private final Semaphore memory;

    /// @param largest bytes of one body, as sent and as expanded
    /// @param longest time for a body to come
    /// @param all bytes of all bodies that are held at once
    Bodies(int largest, Duration longest, int all) {
        this.largest = largest;
        this.longest = longest;
        this.memory = new Semaphore(all);
    }

    /// Bytes that count until they are given back.
    final class Held implements AutoCloseable {
        private int held;

        /// @throws Refusal when all bodies together are too large
        void more(int bytes) {
            if (!memory.tryAcquire(bytes)) {
                throw new Refusal(RefusalCode.FULL, "bodies", SOON);
            }
            held += bytes;
        }

        @Override
        public void close() {
            memory.release(held);
            held = 0;
        }
    }

    /// Time for a body to come, or for a line of a stream.
    Duration longest() {
        return longest;
    }

    /// Nothing is held yet.
    Held hold() {
        return new Held();
    }

    /// The body as it comes over the wire.
    Bytes raw(Request request, Held held) throws IOException {
        if (request.getLength() > largest) {
            throw new Refusal(RefusalCode.BODY_TOO_LARGE, "" + largest);
        }
        return new Bytes(all(timed(request), held));
    }

    /// The stream of a body, each read within the time that is left.
    InputStream timed(Request request) {
        return new Timed(Content.Source.asInputStream(request), longest);
    }

    /// A body without its content encoding.
    byte[] expanded(Request request, Bytes raw, Held held) throws IOException {
        return isGzip(request) ? all(expanding(request, new ByteArrayInputStream(raw.array())), held) : raw.array();
    }

    /// A stream without its content encoding.
    InputStream expanding(Request request, InputStream raw) throws IOException {
        if (!isGzip(request)) {
            return raw;
        }
        try {
            return new GZIPInputStream(raw, 8_192);
        } catch (ZipException | EOFException broken) {
            throw new Refusal(RefusalCode.WRONG_ENCODING, "gzip");
        }
    }

    private static boolean isGzip(Request request) {
        var encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return false;
        }
        if (encoding.toLowerCase(Locale.ROOT).equals("gzip")) {
            return true;
        }
        throw new Refusal(RefusalCode.WRONG_TYPE, encoding);
    }

    /// Reads on past a refusal, within bounds: whoever is still sending when the connection closes may see a reset
    /// instead
    /// of the answer (RFC 9112, 9.6). Who waits to be told to go on has sent nothing.
    static void discard(Request request) {
        if (request.getHeaders().contains(HttpHeader.EXPECT)) {
            return;
        }
        var end = System.nanoTime() + SOON.toNanos();
        long left = MOST_DISCARDED;
        try {
            while (left > 0 && System.nanoTime() < end) {
                var chunk = next(request, end);
                if (chunk == null || Content.Chunk.isFailure(chunk)) {
                    return;
                }
                left -= chunk.remaining();
                var isLast = chunk.isLast();
                chunk.release();
                if (isLast) {
                    return;
                }
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static Content.@Nullable Chunk next(Request request, long end) throws InterruptedException {
        var chunk = request.read();
        if (chunk != null) {
            return chunk;
        }
        var more = new CountDownLatch(1);
        request.demand(more::countDown);
        return more.await(end - System.nanoTime(), TimeUnit.NANOSECONDS) ? request.read() : null;
    }

    private byte[] all(InputStream stream, Held held) throws IOException {
        var bytes = new ByteArrayOutputStream(1_024);
        var buffer = new byte[8_192];
        var counted = 0;
        try {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                if (bytes.size() + read > largest) {
                    throw new Refusal(RefusalCode.BODY_TOO_LARGE, "" + largest);
                }
                if (bytes.size() + read > counted) {
                    held.more(STEP);
                    counted += STEP;
                }
                bytes.write(buffer, 0, read);
            }
        } catch (ZipException | EOFException broken) {
            throw new Refusal(RefusalCode.WRONG_ENCODING, "gzip");
        }
        return bytes.toByteArray();
    }

    /// Ends a stream that comes too slowly: Jetty ends it when nothing comes at all.
    static final class Timed extends InputStream {
        private final InputStream stream;
        private final Duration longest;
        private long end;

        Timed(InputStream stream, Duration longest) {
            this.stream = stream;
            this.longest = longest;
            again();
        }

        /// The time begins anew.
        void again() {
            end = System.nanoTime() + longest.toNanos();
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            try {
                var read = stream.read(buffer, from, length);
                if (System.nanoTime() > end) {
                    throw tooSlow();
                }
                return read;
            } catch (IOException broken) {
                if (broken.getCause() instanceof TimeoutException) {
                    throw tooSlow();
                }
                throw broken;
            }
        }

        private Refusal tooSlow() {
            return new Refusal(RefusalCode.TOO_SLOW, "" + longest.toSeconds());
        }

        @Override
        public int available() throws IOException {
            return stream.available();
        }
    }
}
