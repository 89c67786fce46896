package dev.hikyaku.web;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Jetty with one port: a virtual thread for each request, a bound on connections, on headers and on silence.
public final class WebServer implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int LARGEST_HEADERS = 16 * 1024;

    private final Server server;
    private final ServerConnector listener;

    /// Where to listen.
    ///
    /// @param bind host name or address of the interface
    /// @param port 0 for any that is free
    /// @param connections most connections at once; more wait until one closes
    /// @param silence after which a connection without a byte is closed
    public record Settings(String bind, int port, int connections, Duration silence) {}

    /// The port could not be opened.
    public static final class CannotOpen extends RuntimeException {
        CannotOpen(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// A server that does not listen yet.
    ///
    /// @param handlers asked in this order until one answers
    public WebServer(Settings settings, List<Handler> handlers) {
        var threads = new QueuedThreadPool(32, 2);
        threads.setName("web");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("web-", 0).factory()));
        server = new Server(threads);
        listener = new ServerConnector(server, 1, 1, new HttpConnectionFactory(protocol()));
        listener.setHost(settings.bind());
        listener.setPort(settings.port());
        listener.setIdleTimeout(settings.silence().toMillis());
        listener.setAcceptQueueSize(1_024);
        server.addConnector(listener);
        server.addBean(new NetworkConnectionLimit(settings.connections(), listener));
        server.setHandler(new Handler.Sequence(handlers));
        server.setErrorHandler(new PlainErrors());
        server.setStopTimeout(GRACE.toMillis());
    }

    private static HttpConfiguration protocol() {
        var protocol = new HttpConfiguration();
        protocol.setSendServerVersion(false);
        protocol.setSendXPoweredBy(false);
        protocol.setRequestHeaderSize(LARGEST_HEADERS);
        return protocol;
    }

    /// Begins to listen.
    ///
    /// @throws CannotOpen when the port is taken or the interface is not there
    public void open() {
        try {
            server.start();
        } catch (Exception failed) {
            close();
            throw new CannotOpen(
                    "HK4140  cannot listen on " + listener.getHost() + ":" + listener.getPort() + ": "
                            + failed.getMessage()
                            + "\n   wanted: an interface of this machine and a port that is free"
                            + "\n   fix: set HIKYAKU_HTTP_BIND and HIKYAKU_HTTP_PORT (of the dashboard HIKYAKU_DASHBOARD_BIND"
                            + " and HIKYAKU_DASHBOARD_PORT), or stop who has the port",
                    failed);
        }
    }

    /// The port it listens on.
    public int port() {
        return listener.getLocalPort();
    }

    /// Takes no more connections, lets answers that are under way go out, and closes.
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("the web server does not stop", failed);
        }
    }
}
