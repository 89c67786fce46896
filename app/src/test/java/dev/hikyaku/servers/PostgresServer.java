package dev.hikyaku.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/// A real PostgreSQL server for this JVM, started at first use; every caller gets a database of its own.
public final class PostgresServer {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private PostgresServer() {}

    private static final class Running {
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                var server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
                execute(server, "CREATE ROLE root SUPERUSER LOGIN");
                return server;
            } catch (IOException failed) {
                throw new UncheckedIOException("PostgreSQL does not start", failed);
            }
        }

        private static void execute(EmbeddedPostgres server, String statement) {
            try (var connection = server.getPostgresDatabase().getConnection();
                    var open = connection.createStatement()) {
                open.execute(statement);
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    /// JDBC URL of a new, empty database; user `root`, no password.
    public static String newDatabase() {
        var name = "test" + DATABASES.incrementAndGet();
        Running.execute(Running.SERVER, "CREATE DATABASE " + name);
        return "jdbc:postgresql://127.0.0.1:" + Running.SERVER.getPort() + "/" + name;
    }
}
