package dev.hikyaku.simulators.push.fcm.http;

import java.io.IOException;
import java.net.URI;
import org.eclipse.jetty.http2.WindowRateControl;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The server, on this machine only: HTTP/2 without TLS, by prior knowledge or upgrade, and HTTP/1.1 on one port.
public final class FcmServer implements AutoCloseable {
    private static final int STREAMS = 100;
    private final Server server;
    private final ServerConnector connector;

    /// Binds the port; 0 takes any free one.
    ///
    /// @throws IOException when it is taken
    public FcmServer(int port) throws IOException {
        var threads = new QueuedThreadPool(16);
        threads.setDaemon(true);
        server = new Server(threads);
        var settings = new HttpConfiguration();
        settings.setSendServerVersion(false);
        settings.setSendDateHeader(false);
        var http2 = new HTTP2CServerConnectionFactory(settings);
        // Google's front ends allow as many
        http2.setMaxConcurrentStreams(STREAMS);
        http2.setRateControlFactory(new WindowRateControl.Factory(100_000));
        connector = new ServerConnector(server, 1, 2, new HttpConnectionFactory(settings), http2);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setAcceptQueueSize(256);
        server.addConnector(connector);
        connector.open();
    }

    /// Begins to answer.
    ///
    /// @throws IOException when it can't
    public void start(World world) throws IOException {
        server.setHandler(new Doors(world, url()));
        try {
            server.start();
        } catch (IOException | RuntimeException broken) {
            throw broken;
        } catch (Exception broken) {
            throw new IOException(broken);
        }
    }

    /// The base address, for example `http://127.0.0.1:8080`.
    public URI url() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
