package dev.hikyaku.gateway.fcm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.RetryableStreamException;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/// One call on its way: hears Jetty's threads, wakes the one thread that waits.
final class Call implements Stream.Listener, Promise<Stream> {
    private final Link link;
    private final AtomicReference<@Nullable Answer> answer = new AtomicReference<>();
    private final CountDownLatch answered = new CountDownLatch(1);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(256);
    private volatile @Nullable Stream stream;
    private int status;
    private @Nullable String retryAfter;

    Call(Link link) {
        this.link = link;
    }

    /// Waits for the answer, and gives the call up when it takes too long.
    Answer await(long nanos) {
        try {
            if (answered.await(nanos, TimeUnit.NANOSECONDS)) {
                return now();
            }
            giveUp("TIMEOUT", "no answer in time");
        } catch (InterruptedException _) {
            giveUp("INTERRUPTED", "interrupted while waiting for the answer");
            Thread.currentThread().interrupt();
        }
        return now();
    }

    private Answer now() {
        var heard = answer.get();
        return heard == null ? new Answer.Lost("TIMEOUT", "no answer in time") : heard;
    }

    private void giveUp(String code, String why) {
        if (end(new Answer.Lost(code, why))) {
            var open = stream;
            if (open != null) {
                open.reset(new ResetFrame(open.getId(), ErrorCode.CANCEL_STREAM_ERROR.code), Callback.NOOP);
            }
        }
    }

    private boolean end(Answer how) {
        var first = answer.compareAndSet(null, how);
        answered.countDown();
        return first;
    }

    @Override
    public void succeeded(Stream opened) {
        stream = opened;
    }

    /// Either no stream could be made, or the frames could not be written whole, and nobody knows how much of them went
    /// out.
    @Override
    public void failed(Throwable broken) {
        end(
                broken instanceof IllegalStateException || broken instanceof RetryableStreamException
                        ? new Answer.NeverTaken("NO_STREAM", "the connection had no stream left", true)
                        : new Answer.Lost("CONNECTION_LOST", "the connection broke while the call was written"));
    }

    @Override
    public void onHeaders(Stream opened, HeadersFrame frame) {
        stream = opened;
        if (frame.getMetaData() instanceof MetaData.Response response) {
            status = response.getStatus();
            retryAfter = response.getHttpFields().get(HttpHeader.RETRY_AFTER);
        }
        if (frame.isEndStream()) {
            heard();
        } else {
            opened.demand();
        }
    }

    @Override
    public void onDataAvailable(Stream opened) {
        for (var data = opened.readData(); ; data = opened.readData()) {
            if (data == null) {
                opened.demand();
                return;
            }
            var bytes = data.frame().getByteBuffer();
            var chunk = new byte[bytes.remaining()];
            bytes.get(chunk);
            body.write(chunk, 0, chunk.length);
            data.release();
            if (data.frame().isEndStream()) {
                heard();
                return;
            }
        }
    }

    private void heard() {
        link.heard();
        end(new Answer.Heard(status, retryAfter, body.toString(StandardCharsets.UTF_8)));
    }

    @Override
    public void onReset(Stream opened, ResetFrame frame, Callback callback) {
        link.heard();
        end(
                frame.getError() == ErrorCode.REFUSED_STREAM_ERROR.code
                        ? new Answer.NeverTaken("REFUSED_STREAM", "the stream was refused", true)
                        : new Answer.Lost("STREAM_RESET", "the stream was reset: " + name(frame.getError())));
        callback.succeeded();
    }

    @Override
    public void onFailure(
            Stream opened, int error, @Nullable String reason, @Nullable Throwable failure, Callback callback) {
        end(
                link.isBeyondGoAway(opened.getId()) || failure instanceof RetryableStreamException
                        ? new Answer.NeverTaken("GOAWAY", "the connection was being closed", true)
                        : new Answer.Lost("CONNECTION_LOST", "the connection broke before the answer"));
        callback.succeeded();
    }

    private static String name(int error) {
        var code = ErrorCode.from(error);
        return code == null ? "error " + error : code.name();
    }
}
