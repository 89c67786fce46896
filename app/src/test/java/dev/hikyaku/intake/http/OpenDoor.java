package dev.hikyaku.intake.http;

import dev.hikyaku.intake.group.Taking;
import dev.hikyaku.intake.http.credential.Credentials;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.web.WebServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// A door over a real ledger in memory, with a project of one sync.
final class OpenDoor implements AutoCloseable {
    static final HttpDoor.Bounds USUAL = new HttpDoor.Bounds(1 << 20, Duration.ofSeconds(3), 1_000_000);

    final Ledger ledger;
    final Taking taking;
    final AtomicInteger woken = new AtomicInteger();
    final AtomicInteger looks = new AtomicInteger();
    private final String url;
    private final WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    OpenDoor(Path folder, Credentials credentials, HttpDoor.Bounds bounds) throws IOException {
        Files.createDirectories(folder.resolve("syncs"));
        Files.writeString(folder.resolve("hikyaku.yaml"), "version: 1\n");
        Files.writeString(folder.resolve("syncs/note.yaml"), """
                version: 1
                sync: note
                salesforce: { object: Note__c, externalId: AppId__c }
                source: { intake: true, key: id }
                fields:
                  Text__c: text
                  Size__c: { from: size, type: number }
                """);
        var syncs = Manifest.read(folder).syncs();
        url = "jdbc:h2:mem:door" + folder.getFileName();
        ledger = Ledger.open(new Ledger.Settings(url, "hikyaku", "hikyaku"));
        taking = new Taking(
                (sync, changes) -> ledger.changes().takeIn(sync, "http", changes),
                Set.of("note"),
                10_000,
                woken::incrementAndGet);
        var handler = HttpDoor.handler(
                new HttpDoor.Settings(credentials, bounds, Locale.ENGLISH),
                syncs,
                new HttpDoor.Into(taking, () -> looks.incrementAndGet() > 0));
        server = new WebServer(new WebServer.Settings("127.0.0.1", 0, 2_000, Duration.ofSeconds(20)), List.of(handler));
        server.open();
    }

    int port() {
        return server.port();
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header("Content-Type", "application/json");
    }

    HttpResponse<String> post(String path, String body) {
        return send(to(path).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(hurried);
        }
    }

    Socket connect() throws IOException {
        var socket = new Socket("127.0.0.1", port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    static String firstLine(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int one = in.read(); one >= 0 && one != '\n'; one = in.read()) {
            line.append((char) one);
        }
        return line.toString().strip();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// How often the ledger committed changes.
    long commits() throws SQLException {
        try (var connection = DriverManager.getConnection(url, "hikyaku", "hikyaku");
                var statement = connection.createStatement();
                var count = statement.executeQuery("SELECT COUNT(*) FROM hk_intake")) {
            return count.next() ? count.getLong(1) : 0;
        }
    }

    long takenIn() {
        return ledger.books().of("note").takenIn();
    }

    @Override
    public void close() {
        client.close();
        server.close();
        taking.close();
        ledger.close();
    }
}
