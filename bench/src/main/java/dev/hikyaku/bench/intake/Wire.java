package dev.hikyaku.bench.intake;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A kept-alive HTTP/1.1 connection that costs next to nothing, so that the service is measured and not its caller.
final class Wire implements AutoCloseable {
    private final Socket socket = new Socket();
    private final InputStream in;
    private final String head;

    /// @param type content type of the bodies
    Wire(URI door, String path, String type) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress(door.getHost(), door.getPort()));
        in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        head = "POST " + path + " HTTP/1.1\r\nHost: " + door.getAuthority() + "\r\nContent-Type: " + type
                + "\r\nContent-Length: ";
    }

    /// Sends a body and reads the whole answer.
    ///
    /// @return its status
    int post(String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var start = (head + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        var all = new byte[start.length + bytes.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(bytes, 0, all, start.length, bytes.length);
        socket.getOutputStream().write(all);
        return answer();
    }

    private int answer() throws IOException {
        var status = Integer.parseInt(line().substring(9, 12));
        var length = -1;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith("content-length:")) {
                length = Integer.parseInt(
                        name.substring("content-length:".length()).strip());
            }
        }
        if (length >= 0) {
            in.skipNBytes(length);
        } else {
            chunks();
        }
        return status;
    }

    private void chunks() throws IOException {
        for (var size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            in.skipNBytes(size + 2L);
        }
        line();
    }

    private String line() throws IOException {
        var line = new StringBuilder(80);
        for (var one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                throw new EOFException("the service closed the connection");
            }
            if (one != '\r') {
                line.append((char) one);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
