package dev.hikyaku.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// A real MariaDB server of one test's own: it may be killed, started again, and become read-only for its users.
public final class OwnMariaDb implements AutoCloseable {
    private static final String USER = "courier";

    /// `root` is let in by its socket alone.
    private static final String KEEPER = "keeper";

    private final String programs;
    private final int port;
    private final String[] command;
    private ProcessHandle server;

    /// Starts one.
    public OwnMariaDb() {
        programs = MariaDbStart.programs("own-mariadb").toString();
        var db = MariaDbStart.start(new File(programs), configuration -> {
            configuration.setSecurityDisabled(false);
            configuration.addArg("--max-connections=200");
            configuration.addArg("--init-file=" + users());
        });
        port = db.getConfiguration().getPort();
        server = process();
        command = commandLine(server.pid());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.destroyForcibly()));
    }

    private static Path users() {
        var statements = new StringBuilder();
        for (var user : List.of(KEEPER, USER)) {
            for (var host : List.of("localhost", "127.0.0.1", "%")) {
                statements.append("CREATE USER IF NOT EXISTS '" + user + "'@'" + host + "';\n");
            }
        }
        for (var host : List.of("localhost", "127.0.0.1", "%")) {
            statements.append("GRANT ALL ON *.* TO '" + KEEPER + "'@'" + host + "' WITH GRANT OPTION;\n");
        }
        try {
            return Files.writeString(Files.createTempFile("hikyaku-users-", ".sql"), statements);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private ProcessHandle process() {
        try (var connection = administrator();
                var answer = connection.createStatement().executeQuery("SELECT @@datadir, @@pid_file")) {
            answer.next();
            var file = Path.of(answer.getString(1)).resolve(answer.getString(2));
            return ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
                    .orElseThrow();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String[] commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// JDBC URL of a new, empty database; [#user] may do anything in it, but is no administrator.
    public String newDatabase(String name) {
        execute("CREATE DATABASE " + name);
        for (var host : List.of("localhost", "127.0.0.1", "%")) {
            execute("GRANT ALL ON " + name + ".* TO '" + USER + "'@'" + host + "'");
        }
        return url(name);
    }

    private String url(String name) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + name;
    }

    /// Who may use the databases, without a password.
    public String user() {
        return USER;
    }

    /// Lets its users read only, or write again.
    public void readOnly(boolean isReadOnly) {
        execute("SET GLOBAL read_only = " + (isReadOnly ? 1 : 0));
    }

    /// Does something as an administrator.
    public void execute(String... statements) {
        try (var connection = administrator();
                var statement = connection.createStatement()) {
            for (var one : statements) {
                statement.execute(one);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Connection administrator() throws SQLException {
        return DriverManager.getConnection(url("mysql"), KEEPER, "");
    }

    /// `kill -9`.
    public void kill() {
        server.destroyForcibly();
        server.onExit().join();
    }

    /// Starts it again on the same port and files; answers when it answers.
    public void startAgain() {
        try {
            var builder = new ProcessBuilder(Arrays.asList(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("LD_LIBRARY_PATH", programs + "/libs");
            server = builder.start().toHandle();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        var patience = Instant.now().plusSeconds(120);
        while (!answers()) {
            if (Instant.now().isAfter(patience)) {
                throw new AssertionError("MariaDB does not come back: " + String.join(" ", command));
            }
            Thread.onSpinWait();
        }
    }

    private boolean answers() {
        try (var connection = administrator()) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        kill();
    }
}
