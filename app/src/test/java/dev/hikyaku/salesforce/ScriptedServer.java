package dev.hikyaku.salesforce;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/// A real HTTP/1.1 server on a socket whose answers, cuts and silences a test writes down.
final class ScriptedServer implements AutoCloseable {

    private final ServerSocket listening;
    private final Function<Asked, Told> script;
    private final Queue<Asked> journal = new ConcurrentLinkedQueue<>();
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final Thread accepting;
    private final CountDownLatch closed = new CountDownLatch(1);

    ScriptedServer(Function<Asked, Told> script) {
        this.script = script;
        try {
            listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accepting = Thread.ofVirtual().start(this::accept);
    }

    record Asked(String method, String path, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        boolean is(String method, String pathStart) {
            return this.method.equals(method) && path.startsWith(pathStart);
        }
    }

    sealed interface Told {
        record Whole(int status, Map<String, String> headers, byte[] body) implements Told {}

        /// Says `Content-Length` of the whole body, sends only the first bytes, closes.
        record Cut(int status, Map<String, String> headers, byte[] body, int sent) implements Told {}

        /// Whole, in one chunk, so that the end comes after the body.
        record Chunked(Map<String, String> headers, byte[] body) implements Told {}

        /// Like `Cut`, but says no length at all.
        record Unframed(byte[] body) implements Told {}

        /// Reads the request and closes without a byte.
        record Dropped() implements Told {}

        /// Sends the head and the first bytes, then nothing, and stays open.
        record Silent(boolean withHead) implements Told {}

        static Told json(int status, String json) {
            return new Whole(status, Map.of("Content-Type", "application/json"), json.getBytes(StandardCharsets.UTF_8));
        }

        static Told json(String json) {
            return json(200, json);
        }

        static Told error(int status, String code, String message) {
            return json(status, "[{\"errorCode\":\"" + code + "\",\"message\":\"" + message + "\"}]");
        }

        static Told html(int status) {
            return new Whole(
                    status, Map.of("Content-Type", "text/html"), "<html>Sorry</html>".getBytes(StandardCharsets.UTF_8));
        }

        static Told csv(String csv) {
            return new Whole(200, Map.of("Content-Type", "text/csv"), csv.getBytes(StandardCharsets.UTF_8));
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    int connections() {
        return sockets.size();
    }

    List<Asked> asked(String method, String pathStart) {
        return journal.stream().filter(asked -> asked.is(method, pathStart)).toList();
    }

    static byte[] gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var socket = listening.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                var line = line(in);
                if (line.isEmpty()) {
                    return;
                }
                var asked = read(line, in);
                journal.add(asked);
                if (!tell(script.apply(asked), socket)) {
                    return;
                }
            }
        } catch (IOException _) {
            // The client went away.
        }
    }

    private static Asked read(String requestLine, InputStream in) throws IOException {
        var parts = requestLine.split(" ", 3);
        var headers = new LinkedHashMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Asked(parts[0], parts[1], headers, new String(body, StandardCharsets.UTF_8));
    }

    /// Whether the connection stays open.
    private boolean tell(Told told, Socket socket) throws IOException {
        var out = socket.getOutputStream();
        return switch (told) {
            case Told.Whole(var status, var headers, var body) -> {
                out.write(head(status, headers, body.length));
                out.write(body);
                yield true;
            }
            case Told.Cut(var status, var headers, var body, var sent) -> {
                out.write(head(status, headers, body.length));
                out.write(body, 0, sent);
                yield false;
            }
            case Told.Unframed(var body) -> {
                out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                out.write(body);
                yield false;
            }
            case Told.Chunked(var headers, var body) -> {
                chunk(headers, body, out);
                yield true;
            }
            case Told.Dropped _ -> false;
            case Told.Silent(var withHead) -> {
                fallSilent(withHead, out);
                yield false;
            }
        };
    }

    private void fallSilent(boolean withHead, OutputStream out) throws IOException {
        if (withHead) {
            out.write(head(200, Map.of("Content-Type", "application/json"), 100));
            out.write('{');
        }
        await();
    }

    private static void chunk(Map<String, String> headers, byte[] body, OutputStream out) throws IOException {
        var head = new StringBuilder("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        head.append("\r\n" + Integer.toHexString(body.length) + "\r\n");
        out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        pause();
        out.write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    // Long enough for the end to come in a packet of its own.
    private static void pause() {
        try {
            Thread.sleep(40);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void await() {
        try {
            closed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] head(int status, Map<String, String> headers, int length) {
        var head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (status != 204) {
            head.append("Content-Length: " + length + "\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listening.close();
            accepting.join();
            for (var socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
