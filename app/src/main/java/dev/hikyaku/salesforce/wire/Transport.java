package dev.hikyaku.salesforce.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLHandshakeException;

/// HTTP/1.1 with blocking calls: tells "never sent" from "never answered", limits silence, follows no redirect.
public final class Transport implements AutoCloseable {

    private static final int ATTEMPTS = 3;
    private static final int LARGEST_ANSWER = 64 * 1024 * 1024;
    private static final long SLOWEST_UPLOAD = 256 * 1024;

    private final HttpClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Duration requestTimeout;
    private final Failures failures;
    private final Backoff backoff;

    /// Connects to nothing yet.
    public Transport(Patience patience, Failures failures, Backoff backoff) {
        this.requestTimeout = patience.request();
        this.failures = failures;
        this.backoff = backoff;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience.connect())
                .executor(threads)
                .build();
    }

    /// How long to wait.
    ///
    /// @param connect for a connection, TLS included
    /// @param request for an answer to begin, and for each next byte of it
    public record Patience(Duration connect, Duration request) {}

    /// Waits between two attempts of a call that may be repeated.
    @FunctionalInterface
    public interface Backoff {
        void pause(int attempt) throws InterruptedException;

        /// About 0.5, 1, 2 … seconds, spread at random so that many clients do not come back together.
        static Backoff exponential() {
            return attempt -> {
                var longest = 500L << attempt;
                Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest));
            };
        }
    }

    /// Asks up to three times. Only for calls without effect.
    public <T> T patiently(Supplier<T> question) {
        for (int attempt = 1; ; attempt++) {
            try {
                return question.get();
            } catch (RuntimeException e) {
                if (!failures.passing(e) || attempt == ATTEMPTS || !pause(attempt)) {
                    throw e;
                }
            }
        }
    }

    private boolean pause(int attempt) {
        if (Thread.currentThread().isInterrupted()) {
            return false;
        }
        try {
            backoff.pause(attempt);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    HttpRequest.Builder request(URI uri, Call call) {
        var longest = call.timeout() == null ? requestTimeout : call.timeout();
        var body = call.body();
        if (body == null) {
            return HttpRequest.newBuilder(uri)
                    .method(call.method(), BodyPublishers.noBody())
                    .timeout(longest);
        }
        var sending = Duration.ofSeconds(body.length() / SLOWEST_UPLOAD);
        return HttpRequest.newBuilder(uri)
                .method(call.method(), once(body))
                .timeout(longest.plus(sending))
                .header("Content-Type", body.contentType());
    }

    /// Sends the request and returns with the head of the answer; the body is still to be read.
    HttpResponse<InputStream> open(HttpRequest request, String where) {
        var asked = System.nanoTime();
        try {
            var response = send(request, where);
            Timing.answered(where, asked, response.statusCode());
            return response;
        } catch (RuntimeException silent) {
            Timing.unanswered(where, asked, silent);
            throw silent;
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request, String where) {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (HttpConnectTimeoutException e) {
            throw failures.unreachable(where, "no connection in time", e);
        } catch (ConnectException e) {
            var found = (unknownHost(e) ? "no address for " : "no connection to ")
                    + request.uri().getAuthority();
            throw failures.unreachable(where, found, e);
        } catch (SSLHandshakeException e) {
            throw failures.unreachable(where, "a TLS handshake that failed: " + e.getMessage(), e);
        } catch (HttpTimeoutException e) {
            throw failures.noAnswer(where, "silence until the time was over", e);
        } catch (IOException e) {
            throw failures.noAnswer(where, "a cut connection", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures.noAnswer(where, "an interrupt of this thread", e);
        }
    }

    private static boolean unknownHost(Throwable e) {
        return e instanceof UnresolvedAddressException || (e.getCause() != null && unknownHost(e.getCause()));
    }

    /// Reads the whole body of an answer into memory.
    Answer read(HttpResponse<InputStream> response, String where) {
        try (var body = body(response)) {
            var bytes = body.readNBytes(LARGEST_ANSWER);
            return new Answer(
                    where, response.statusCode(), response.headers(), new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw cut(where, e);
        }
    }

    RuntimeException cut(String where, IOException e) {
        return failures.noAnswer(where, "an answer that was cut", e);
    }

    /// The body, unpacked.
    InputStream body(HttpResponse<InputStream> response) throws IOException {
        var raw = new LimitedSilence(response.body(), requestTimeout);
        if (!packed(response)) {
            return raw;
        }
        try {
            return new GZIPInputStream(raw, 64 * 1024);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /// Whether a cut of this body would be noticed: by a length, by chunks or by the checksum of gzip.
    static boolean endIsKnown(HttpResponse<InputStream> response) {
        return packed(response)
                || response.headers().firstValue("content-length").isPresent()
                || response.headers().firstValue("transfer-encoding").isPresent();
    }

    private static boolean packed(HttpResponse<InputStream> response) {
        return response.headers()
                .firstValue("content-encoding")
                .filter("gzip"::equalsIgnoreCase)
                .isPresent();
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }

    // The JDK repeats some requests by itself, more of them with jdk.httpclient.enableAllMethodRetry. It gets one
    // stream.
    private static BodyPublisher once(Body body) {
        var given = new AtomicBoolean();
        Supplier<InputStream> source = () -> {
            if (!given.compareAndSet(false, true)) {
                throw new IllegalStateException("a request body is sent once only");
            }
            try {
                return body.source().open();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        return body.length() == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(source), body.length());
    }

    /// Ends a body that stays silent too long: the JDK's own time-out is over when the body begins.
    private static final class LimitedSilence extends FilterInputStream {

        private final Duration longest;
        private final Thread watch;
        private volatile long asked;
        private volatile boolean waiting;
        private volatile boolean silent;

        LimitedSilence(InputStream in, Duration longest) {
            super(in);
            this.longest = longest;
            this.watch = Thread.ofVirtual().name("salesforce-silence").start(this::watch);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            asked = System.nanoTime();
            waiting = true;
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                throw silent ? new HttpTimeoutException("silent for " + longest) : e;
            } finally {
                waiting = false;
            }
        }

        @Override
        public void close() throws IOException {
            watch.interrupt();
            super.close();
        }

        private void watch() {
            try {
                while (true) {
                    Thread.sleep(longest.dividedBy(4));
                    if (waiting && System.nanoTime() - asked > longest.toNanos()) {
                        silent = true;
                        in.close();
                        return;
                    }
                }
            } catch (InterruptedException | IOException _) {
                // Closed by its reader, or already broken: nothing left to watch.
            }
        }
    }
}
