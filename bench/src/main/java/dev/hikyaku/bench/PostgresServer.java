package dev.hikyaku.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/// PostgreSQL.
final class PostgresServer implements DatabaseServer {
    private final EmbeddedPostgres server;

    PostgresServer() throws IOException {
        // The embedded server's own settings trade durability for speed.
        server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("max_wal_size", "2GB")
                .start();
    }

    @Override
    public String newDatabase(String name) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name;
    }

    @Override
    public String user() {
        return "postgres";
    }

    @Override
    public long pid() {
        try (var connection = server.getPostgresDatabase().getConnection();
                var answer = connection.createStatement().executeQuery("SHOW data_directory")) {
            answer.next();
            var file = Path.of(answer.getString(1), "postmaster.pid");
            return Long.parseLong(Files.readAllLines(file).getFirst());
        } catch (SQLException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
