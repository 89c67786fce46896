package dev.hikyaku.crucible.world;

import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.tools.Server;

/// A server of H2 for this JVM, started at first use, that answers to this machine only.
final class H2Server {
    private H2Server() {}

    private static final class Running {
        private static final int PORT = start();

        private static int start() {
            System.setProperty("h2.bindAddress", "127.0.0.1");
            try {
                return Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-tcpDaemon")
                        .start()
                        .getPort();
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    /// JDBC URL of a database that is made at its first use; user `sa`, no password.
    static String database(Path file) {
        return "jdbc:h2:tcp://127.0.0.1:" + Running.PORT + "/" + file;
    }
}
