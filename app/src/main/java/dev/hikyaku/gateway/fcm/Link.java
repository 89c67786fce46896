package dev.hikyaku.gateway.fcm;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.http2.frames.SettingsFrame;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/// One connection and how many calls are on it. The count is guarded by [Wire]'s lock, the rest is heard from Jetty.
final class Link implements Session.Listener, Promise<Session> {
    private final CountDownLatch connected = new CountDownLatch(1);
    private volatile int limit;
    private volatile @Nullable Session session;
    private volatile boolean retired;
    private volatile int lastTaken = Integer.MAX_VALUE;
    private volatile long lastHeard = System.nanoTime();
    private int calls;

    Link(int limit) {
        this.limit = limit;
    }

    boolean hasRoom() {
        return !retired && calls < limit;
    }

    boolean isRetired() {
        return retired;
    }

    int calls() {
        return calls;
    }

    void enter() {
        calls++;
    }

    /// Says whether this was the last call of a retired link.
    boolean leave() {
        calls--;
        return retired && calls == 0;
    }

    /// Waits until the connection stands; null when it does not in time, or no longer does.
    @Nullable
    Session session(long nanos) throws InterruptedException {
        if (!connected.await(nanos, TimeUnit.NANOSECONDS)) {
            return null;
        }
        var open = session;
        return open == null || open.isClosed() ? null : open;
    }

    boolean hasConnected() {
        return session != null;
    }

    void heard() {
        lastHeard = System.nanoTime();
    }

    boolean isSilentSince(long nanoTime) {
        return lastHeard - nanoTime < 0;
    }

    boolean isBeyondGoAway(int stream) {
        return stream > lastTaken;
    }

    /// No further calls on it; those under way may end.
    void retire() {
        retired = true;
    }

    void close() {
        retired = true;
        var open = session;
        if (open != null) {
            open.close(ErrorCode.NO_ERROR.code, "done", Callback.NOOP);
        }
    }

    @Override
    public void succeeded(Session opened) {
        session = opened;
        connected.countDown();
        if (retired) {
            // it came too late for those who waited
            close();
        }
    }

    @Override
    public void failed(Throwable broken) {
        retired = true;
        connected.countDown();
    }

    @Override
    public void onSettings(Session opened, SettingsFrame frame) {
        heard();
        var most = frame.getSettings().get(SettingsFrame.MAX_CONCURRENT_STREAMS);
        if (most != null) {
            limit = Math.min(limit, most);
        }
    }

    @Override
    public void onGoAway(Session opened, GoAwayFrame frame) {
        heard();
        lastTaken = frame.getLastStreamId();
        retired = true;
    }

    @Override
    public void onClose(Session opened, GoAwayFrame frame, Callback callback) {
        retired = true;
        callback.succeeded();
    }

    @Override
    public void onFailure(Session opened, Throwable failure, Callback callback) {
        retired = true;
        callback.succeeded();
    }

    @Override
    public boolean onIdleTimeout(Session opened) {
        retired = true;
        return true;
    }
}
