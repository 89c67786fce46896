package dev.hikyaku.servers;

import java.util.concurrent.atomic.AtomicInteger;

/// A real MariaDB server for this JVM, started at first use; every caller gets a database of its own.
public final class MariaDbServer {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private MariaDbServer() {}

    private static final class Running {
        private static final int PORT = MariaDbStart.start(
                        MariaDbStart.programs("mariadb"),
                        configuration -> configuration.addArg("--max-connections=200"))
                .getConfiguration()
                .getPort();
    }

    /// JDBC URL of a new, empty database; user `root`, no password.
    public static String newDatabase() {
        return "jdbc:mariadb://127.0.0.1:" + Running.PORT + "/test" + DATABASES.incrementAndGet()
                + "?createDatabaseIfNotExist=true";
    }
}
