package dev.hikyaku.gateway.fcm;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.HTTP2Stream;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/// HTTP/2 connections to one host, as many as its calls need. Calls block; each is sent once. `http` addresses are
/// spoken
/// to in HTTP/2 without TLS, as the simulator understands it.
final class Wire implements AutoCloseable {
    private static final int FEW = 4;

    private final HTTP2Client client;
    private final URI url;
    private final int connections;
    private final int streams;
    private final long patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final List<Link> links = new ArrayList<>();
    private final ConcurrentHashMap<String, HttpURI> uris = new ConcurrentHashMap<>();
    private final SslContextFactory.@Nullable Client tls;

    Wire(HTTP2Client client, URI url, int connections, int streams, Duration timeout) {
        this.client = client;
        this.url = url;
        this.connections = connections;
        this.streams = streams;
        this.patience = timeout.toNanos();
        this.tls = "https".equals(url.getScheme()) ? new SslContextFactory.Client() : null;
        if (tls != null) {
            client.addBean(tls);
        }
    }

    /// POSTs a body and waits for the answer.
    Answer post(String path, HttpFields headers, byte[] body) {
        var begin = System.nanoTime();
        try {
            var link = take(begin);
            if (link == null) {
                return new Answer.NeverTaken("NO_STREAM", "no free stream in time", true);
            }
            try {
                return post(link, path, headers, body);
            } finally {
                leave(link);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Answer.NeverTaken("INTERRUPTED", "interrupted before the call was sent", true);
        }
    }

    private Answer post(Link link, String path, HttpFields headers, byte[] body) throws InterruptedException {
        if (!(link.session(patience) instanceof HTTP2Session session)) {
            link.retire();
            return link.hasConnected()
                    ? new Answer.NeverTaken("CONNECTION_CLOSED", "the connection had just been closed", true)
                    : new Answer.NeverTaken("NO_CONNECTION", "no connection to " + url.getHost(), false);
        }
        var head = new MetaData.Request(
                "POST", uris.computeIfAbsent(path, this::uri), HttpVersion.HTTP_2, headers, body.length);
        var call = new Call(link);
        var sent = System.nanoTime();
        // both frames in one write
        session.newStream(
                new HTTP2Stream.FrameList(
                        new HeadersFrame(head, null, false), new DataFrame(ByteBuffer.wrap(body), true), null),
                call,
                call);
        var answer = call.await(patience);
        if (answer instanceof Answer.Lost && link.isSilentSince(sent)) {
            link.retire();
        }
        return answer;
    }

    private HttpURI uri(String path) {
        return HttpURI.from(url.resolve(path));
    }

    /// A link with room, opened when there are too few; null when there was none in time.
    private @Nullable Link take(long begin) throws InterruptedException {
        Link opened;
        lock.lockInterruptibly();
        try {
            var link = free();
            while (link == null && links.size() >= connections) {
                var left = begin + patience - System.nanoTime();
                if (left <= 0) {
                    return null;
                }
                room.awaitNanos(left);
                link = free();
            }
            if (link != null) {
                link.enter();
                return link;
            }
            opened = new Link(streams);
            opened.enter();
            links.add(opened);
        } finally {
            lock.unlock();
        }
        connect(opened);
        return opened;
    }

    /// The emptiest link with room. A new one is preferred while there are few and all have calls on them; later only
    /// where none has room.
    private @Nullable Link free() {
        links.removeIf(Link::isRetired);
        Link emptiest = null;
        for (var link : links) {
            if (link.hasRoom() && (emptiest == null || link.calls() < emptiest.calls())) {
                emptiest = link;
            }
        }
        var isFew = links.size() < Math.min(FEW, connections);
        return emptiest != null && emptiest.calls() > 0 && isFew ? null : emptiest;
    }

    private void connect(Link link) {
        var port = url.getPort() >= 0 ? url.getPort() : tls == null ? 80 : 443;
        var address = new InetSocketAddress(url.getHost(), port);
        if (tls == null) {
            client.connect(address, link, link);
        } else {
            client.connect(tls, address, link, link);
        }
    }

    private void leave(Link link) {
        lock.lock();
        try {
            if (link.leave()) {
                link.close();
            }
            room.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            links.forEach(Link::close);
            links.clear();
        } finally {
            lock.unlock();
        }
    }
}
