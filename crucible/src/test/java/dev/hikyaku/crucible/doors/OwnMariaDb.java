package dev.hikyaku.crucible.doors;

import dev.hikyaku.crucible.world.Child;
import dev.hikyaku.servers.MariaDbStart;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A MariaDB server that nobody else uses, so that it can be killed and started again as it was.
final class OwnMariaDb implements AutoCloseable {
    private final Path output;
    private final int port;
    private final List<String> command;
    private final Map<String, String> environment;
    private Child process;

    OwnMariaDb(Path output) {
        this.output = output;
        try {
            var server = MariaDbStart.start(
                    programs(), configuration -> configuration.addArg("--innodb-flush-log-at-trx-commit=1"));
            port = server.getConfiguration().getPort();
            var pid = pid();
            command = words(Path.of("/proc", pid, "cmdline"));
            environment = new HashMap<>();
            words(Path.of("/proc", pid, "environ")).forEach(word -> {
                var equals = word.indexOf('=');
                environment.put(word.substring(0, equals), word.substring(equals + 1));
            });
            server.stop();
        } catch (SQLException | IOException failed) {
            throw new IllegalStateException("MariaDB does not start", failed);
        }
        process = Child.start(output, command, environment);
        awaitReady();
    }

    private static File programs() {
        var checkout = Integer.toHexString(System.getProperty("user.dir").hashCode());
        return new File(System.getProperty("java.io.tmpdir"), "hikyaku-doors-mariadb-" + checkout);
    }

    private static List<String> words(Path file) throws IOException {
        return Arrays.stream(Files.readString(file).split("\0", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private String pid() throws SQLException, IOException {
        try (var connection = DriverManager.getConnection(url("mysql"), "root", "");
                var answer = connection.createStatement().executeQuery("SELECT @@datadir, @@pid_file")) {
            answer.next();
            return Files.readString(Path.of(answer.getString(1)).resolve(answer.getString(2)))
                    .strip();
        }
    }

    /// JDBC URL of a database of this name, made when it is not there; user `root`, no password.
    String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?createDatabaseIfNotExist=true";
    }

    /// `kill -9`, and a start on the same files.
    void killAndStartAgain() {
        process.close();
        process = Child.start(output, command, environment);
        awaitReady();
    }

    private void awaitReady() {
        var patience = Instant.now().plusSeconds(60);
        while (!isReady()) {
            if (!process.isAlive() || Instant.now().isAfter(patience)) {
                throw new UncheckedIOException(new IOException("MariaDB does not come back: " + process.await()));
            }
            Child.pause();
        }
    }

    private boolean isReady() {
        try (var connection = DriverManager.getConnection(url("mysql"), "root", "")) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
